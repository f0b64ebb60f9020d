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
 * Finds the browser APIs that modules and component scripts use: members of DOM types as
 * `Interface.member`, with the suffix `_static` for static ones, and names of globals.
 *
 * @param files paths of .ts and .svelte files
 * @returns the places of use (`file:line`) by API name
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

/** A compiler host that reads the virtual file `X.svelte.ts` from the scripts of `X.svelte`. */
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

/** A component's scripts, padded with blank lines to keep their line numbers. */
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

/** The API's name as in the compatibility data; undefined if it is not part of the DOM. */
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
