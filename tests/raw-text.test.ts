import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'svelte/compiler';
import { expect, test } from 'vitest';

// All user-facing text comes from the catalogue: a word in a template could not be translated.

const PRODUCT = join(import.meta.dirname, '..', 'src', 'lib', 'support-chat');
/** Attributes that are shown or announced; `label` is a prop of components. */
const READ = ['aria-label', 'aria-description', 'alt', 'label', 'placeholder', 'title'];
const WORD = /\p{L}{2}/u;

/** The literal texts in a component's template. */
function wordsIn(source: string): string[] {
	const found: string[] = [];
	const visit = (node: unknown, insideAttribute: string | null) => {
		if (Array.isArray(node)) return node.forEach((child) => visit(child, insideAttribute));
		if (typeof node !== 'object' || node === null) return;
		const { type, name, data, value } = node as Record<string, unknown>;
		const attribute = type === 'Attribute' ? String(name) : insideAttribute;
		const text = type === 'Text' ? data : type === 'Literal' ? value : undefined;
		const isRead = attribute === null ? type === 'Text' : READ.includes(attribute);
		if (typeof text === 'string' && isRead && WORD.test(text)) found.push(text.trim());
		Object.values(node).forEach((child) => visit(child, attribute));
	};
	visit(parse(source, { modern: true }).fragment, null);
	return found;
}

const components = readdirSync(PRODUCT, { recursive: true, encoding: 'utf8' }).filter((file) =>
	file.endsWith('.svelte')
);

test.for(components)('%s contains no literal text', (file) => {
	expect(wordsIn(readFileSync(join(PRODUCT, file), 'utf8'))).toEqual([]);
});

test('the check finds text in attributes, expressions and elements', () => {
	const source = `<script>const quiet = 'A string';</script>
		<p class="quiet" title="One">Two {texts.quiet}</p>
		<Switch label={on ? 'Three' : texts.quiet} data-testid="quiet" />
		{#if on}<b>Four</b>{/if}`;
	expect(wordsIn(source)).toEqual(['One', 'Two', 'Three', 'Four']);
});
