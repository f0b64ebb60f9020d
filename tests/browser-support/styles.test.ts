import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import bcd, { type Identifier } from '@mdn/browser-compat-data/forLegacyNode';
import postcss from 'postcss';
import { expect, test } from 'vitest';
import { lackedBy } from './browsers.ts';

// By MDN's data, the chat's styles use no feature that a supported browser lacks, except those it can miss.

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'lib', 'support-chat');

/** Features that some supported browsers lack, and the effect for each. */
const OPTIONAL: Record<string, string> = {
	':-moz-progress-bar': 'other engines have -webkit-progress-value',
	':-webkit-progress-bar': 'Firefox draws it with the element',
	':-webkit-progress-value': 'Firefox has -moz-progress-bar',
	':-webkit-search-cancel-button': 'Firefox has none',
	':selection': 'selected text has the system colours',
	'@starting-style': 'the panel appears without a transition',
	'cursor: default': 'there is no pointer',
	'cursor: grab': 'there is no pointer',
	'cursor: grabbing': 'there is no pointer',
	'cursor: pointer': 'there is no pointer',
	'cursor: zoom-in': 'there is no pointer',
	'field-sizing': 'a script sets the height',
	'font-family: ui-monospace': 'the next font of the list',
	'forced-color-adjust': 'there are no forced colours',
	'light-dark()': 'the build expands it',
	'line-clamp': '-webkit-line-clamp is supported',
	'overflow-anchor': 'there is no scroll anchoring to turn off',
	resize: 'there is no handle',
	'scrollbar-color': 'the default scroll bar',
	'scrollbar-width': 'the default scroll bar',
	'text-wrap': 'lines are not balanced',
	'user-select': 'a name can be selected'
};

const { 'at-rules': atRules, properties, selectors, types } = bcd.css;

/** The CSS features that the styles use, with their compatibility data. */
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
		// The values of an unsupported property do not matter.
		else if (property?.[word] && !lackedBy(property)?.length)
			found.set(`${name}: ${word}`, property[word]);
	}
}

test('every style works in every supported browser or is optional', () => {
	const known = [...features()].flatMap(([name, feature]) => {
		const lacking = lackedBy(feature);
		return lacking ? [{ name, lacking }] : [];
	});
	expect(known.length).toBeGreaterThan(150);
	const missing = known.filter(({ lacking }) => lacking.length > 0);
	expect(missing.filter(({ name }) => !(name in OPTIONAL))).toEqual([]);
	expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(OPTIONAL).sort());
});
