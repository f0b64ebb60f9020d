import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import bcd, { type Identifier } from '@mdn/browser-compat-data/forLegacyNode';
import postcss from 'postcss';
import { expect, test } from 'vitest';
import { lackedBy } from './browsers.ts';

// The chat's styles use nothing that a supported browser lacks, by MDN's data, unless it does without.

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'lib', 'support-chat');

/** What is used where it is there, and what is seen where it is not. */
const DONE_WITHOUT: Record<string, string> = {
	':-webkit-search-cancel-button': 'Firefox draws none',
	':selection': 'selected text has its colours of the system',
	'@starting-style': 'the panel is there at once',
	'cursor: default': 'there is no pointer',
	'cursor: pointer': 'there is no pointer',
	'field-sizing': 'the field is measured by script',
	'font-family: ui-monospace': 'the next font of the list',
	'forced-color-adjust': 'there are no forced colours',
	'light-dark()': 'spelled out by the build',
	'line-clamp': 'goes with -webkit-line-clamp, which they have',
	'overflow-anchor': 'they do not anchor',
	resize: 'there is no handle',
	'scrollbar-color': 'scroll bars look as elsewhere',
	'scrollbar-width': 'scroll bars look as elsewhere',
	'text-wrap': 'lines are as long as they can be',
	'user-select': 'a name can be selected'
};

const { 'at-rules': atRules, properties, selectors, types } = bcd.css;

/** Each thing of the language that the styles use, with what the data know of it. */
function features(): Map<string, Identifier | undefined> {
	const found = new Map<string, Identifier | undefined>();
	for (const file of readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })) {
		if (!/\.(css|svelte)$/.test(file)) continue;
		const text = readFileSync(join(FOLDER, file), 'utf8');
		const css = file.endsWith('.css') ? text : (/<style>([^]*)<\/style>/.exec(text)?.[1] ?? '');
		postcss.parse(css).walk((node) => {
			if (node.type === 'atrule') found.set(`@${node.name}`, atRules?.[node.name]);
			if (node.type === 'rule') {
				for (const [, name = ''] of node.selector.matchAll(/::?([a-z-]+)/g)) {
					found.set(`:${name}`, selectors?.[name]);
				}
			}
			if (node.type === 'decl') addDeclaration(found, node.prop, node.value);
		});
	}
	return found;
}

function addDeclaration(
	found: Map<string, Identifier | undefined>,
	name: string,
	value: string
): void {
	const property = properties?.[name];
	if (!name.startsWith('--')) found.set(name, property);
	for (const [, word = '', isCall] of value.matchAll(/(?<![\w-])([a-z][a-z-]*)(\(?)/g)) {
		if (isCall) found.set(`${word}()`, types?.[word] ?? types?.color?.[word]);
		// One that the browser does not know has no values either.
		else if (property?.[word] && !lackedBy(property)?.length)
			found.set(`${name}: ${word}`, property[word]);
	}
}

test('every style that it has is known to every supported browser, or done without', () => {
	const known = [...features()].flatMap(([name, feature]) => {
		const lacking = lackedBy(feature);
		return lacking ? [{ name, lacking }] : [];
	});
	expect(known.length).toBeGreaterThan(150);
	const missing = known.filter(({ lacking }) => lacking.length > 0);
	expect(missing.filter(({ name }) => !(name in DONE_WITHOUT))).toEqual([]);
	expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(DONE_WITHOUT).sort());
});
