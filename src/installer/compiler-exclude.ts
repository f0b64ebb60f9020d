import { applyEdits, modify, parse, type ParseError } from 'jsonc-parser';

/** Below the folder of `supabase/`. */
const FUNCTIONS = 'supabase/functions';

interface Config {
	extends?: unknown;
	files?: string[];
	include?: string[];
	exclude?: string[];
}

/**
 * What tsconfig.json becomes so that the app's compiler leaves edge functions alone: they are Deno's, and a
 * build that checks types, as Next's does, fails on them. Comments stay.
 *
 * @param text of the tsconfig.json beside `supabase/`; undefined if there is none
 * @returns undefined if nothing is to be changed
 */
export function withoutFunctions(text: string | undefined): string | undefined {
	if (text === undefined) return undefined;
	const errors: ParseError[] = [];
	const config = parse(text, errors, { allowTrailingComma: true }) as Config | undefined;
	if (errors.length > 0 || !config || !compilesFunctions(config)) return undefined;
	const formattingOptions = {
		insertSpaces: !/^\t/m.test(text),
		tabSize: 2,
		eol: text.includes('\r\n') ? '\r\n' : '\n'
	};
	// Without a list of its own the compiler leaves node_modules out.
	const edits = config.exclude
		? modify(text, ['exclude', config.exclude.length], FUNCTIONS, {
				formattingOptions,
				isArrayInsertion: true
			})
		: modify(text, ['exclude'], ['node_modules', FUNCTIONS], { formattingOptions });
	return applyEdits(text, edits);
}

/** Whether the compiler takes every file below. What `extends` includes is not known, and left alone. */
function compilesFunctions({ extends: base, files, include, exclude = [] }: Config): boolean {
	if (exclude.some((pattern) => /(^|\/)supabase(\/|$)/.test(pattern))) return false;
	if (include) return include.some((pattern) => /^(\.\/)?(\*|supabase(\/|$)|\.?$)/.test(pattern));
	return files === undefined && base === undefined;
}
