import { VARIABLES, type Variable } from '../../core/reply-variable.ts';

/** The values in one chat; '' or null for what is unknown. */
export type VariableValues = Record<Variable, string | null>;

/** Something in double braces, as it is written. */
const BRACED = /\{\{\s*([^{}]*?)\s*\}\}/g;

/** A variable as it is written in a reply. */
export function placeholder(variable: Variable): string {
	return `{{${variable}}}`;
}

/**
 * A reply's content with the values in place of its variables. One whose value is unknown stays, as the
 * gap that the admin has to fill in; see `findGap`.
 */
export function fillVariables(content: string, values: VariableValues): string {
	return content.replace(BRACED, (written, name: string) => {
		const variable = variableOf(name);
		if (!variable) return written;
		// On one line: users choose their names themselves.
		const value = (values[variable] ?? '').replace(/\s+/g, ' ').trim();
		return value || placeholder(variable);
	});
}

/** The first variable left in a text, and its range; null without one. */
export function findGap(text: string): { variable: Variable; from: number; to: number } | null {
	for (const { 0: written, 1: name = '', index } of text.matchAll(BRACED)) {
		const variable = variableOf(name);
		if (variable) return { variable, from: index, to: index + written.length };
	}
	return null;
}

/** What stands in double braces in a content without being a variable, as it is written. */
export function unknownVariables(content: string): string[] {
	const unknown = [...content.matchAll(BRACED)].filter(([, name = '']) => !variableOf(name));
	return [...new Set(unknown.map(([written]) => written))];
}

function variableOf(name: string): Variable | undefined {
	return VARIABLES.find((variable) => variable === name.toLowerCase());
}
