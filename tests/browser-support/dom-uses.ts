import { readFileSync } from 'node:fs';
import ts from 'typescript';

const OPTIONS: ts.CompilerOptions = {
	target: ts.ScriptTarget.ESNext,
	module: ts.ModuleKind.ESNext,
	moduleResolution: ts.ModuleResolutionKind.Bundler,
	lib: ['lib.esnext.d.ts', 'lib.dom.d.ts', 'lib.dom.iterable.d.ts'],
	allowImportingTsExtensions: true,
	noEmit: true,
	skipLibCheck: true,
	strict: true,
	types: []
};

/**
 * Finds what modules and the scripts of components use of the browser: the members of the DOM's types as
 * `Interface.member`, with `_static` for those of a constructor, and the names of globals.
 *
 * @param files paths of .ts and .svelte files
 * @returns for each of them where it is used
 */
export function domUses(files: readonly string[]): Map<string, string[]> {
	const names = files.map((file) => (file.endsWith('.svelte') ? `${file}.ts` : file));
	const program = ts.createProgram(names, OPTIONS, hostOfScripts());
	const checker = program.getTypeChecker();
	const uses = new Map<string, string[]>();

	function visit(node: ts.Node): void {
		if (ts.isTypeNode(node) && !ts.isExpressionWithTypeArguments(node)) return;
		const name = nameOf(usedAt(node, checker));
		if (name) uses.set(name, [...(uses.get(name) ?? []), placeOf(node)]);
		ts.forEachChild(node, visit);
	}

	for (const name of names) visit(program.getSourceFile(name)!);
	return uses;
}

/** Reads `X.svelte.ts`, which is in no folder, from the scripts of `X.svelte`. */
function hostOfScripts(): ts.CompilerHost {
	const host = ts.createCompilerHost(OPTIONS);
	const plain = { fileExists: host.fileExists, getSourceFile: host.getSourceFile };
	const component = (file: string) =>
		file.endsWith('.svelte.ts') && !plain.fileExists(file) ? file.slice(0, -'.ts'.length) : null;
	return {
		...host,
		fileExists: (file) => plain.fileExists(component(file) ?? file),
		getSourceFile(file, options) {
			const source = component(file);
			if (!source) return plain.getSourceFile(file, options);
			return ts.createSourceFile(file, scriptsOf(readFileSync(source, 'utf8')), options);
		}
	};
}

/** With as many lines before them as in the component. */
function scriptsOf(component: string): string {
	const scripts = /<script[^>]*>([^]*?)<\/script>/g;
	let end = 0;
	return [...component.matchAll(scripts)]
		.map(({ index, 0: element, 1: script = '' }) => {
			const start = index + element.indexOf('>') + 1;
			const lines = component.slice(end, start).replace(/.+/g, '');
			end = start + script.length;
			return lines + script;
		})
		.join('');
}

function usedAt(node: ts.Node, checker: ts.TypeChecker): ts.Symbol | undefined {
	if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
		const name = (node.propertyName ?? node.name).getText();
		return checker.getTypeAtLocation(node.parent).getProperty(name);
	}
	const { parent } = node;
	const isOwnName =
		ts.isIdentifier(node) && (ts.isImportSpecifier(parent) || ts.isPropertyAssignment(parent));
	return ts.isIdentifier(node) && !isOwnName ? checker.getSymbolAtLocation(node) : undefined;
}

/** As the compatibility data spell it; undefined for what is not the DOM's. */
function nameOf(symbol: ts.Symbol | undefined): string | undefined {
	for (const declaration of symbol?.declarations ?? []) {
		if (!/lib\.dom[^/]*\.d\.ts$/.test(declaration.getSourceFile().fileName)) continue;
		const { parent } = declaration;
		if (ts.isInterfaceDeclaration(parent)) return `${parent.name.text}.${symbol!.name}`;
		if (ts.isTypeLiteralNode(parent) && ts.isVariableDeclaration(parent.parent)) {
			return `${parent.parent.name.getText()}.${symbol!.name}_static`;
		}
		if (ts.isVariableDeclaration(declaration) || ts.isFunctionDeclaration(declaration)) {
			return symbol!.name;
		}
	}
	return undefined;
}

function placeOf(node: ts.Node): string {
	const file = node.getSourceFile();
	const { line } = file.getLineAndCharacterOfPosition(node.getStart());
	return `${file.fileName.replace(/\.svelte\.ts$/, '.svelte')}:${line + 1}`;
}
