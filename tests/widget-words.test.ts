import type { Component } from 'svelte';
import { render } from 'svelte/server';
import { expect, test } from 'vitest';
import Header from '../src/lib/support-chat/widget/panel/Header.svelte';
import Welcome from '../src/lib/support-chat/widget/panel/Welcome.svelte';
import InEnglish from './fixtures/InEnglish.svelte';
import { XSS_PAYLOADS } from './fixtures/xss-payloads.ts';

// Texts that an app passes to the widget. The demo app passes none, so no browser test covers them.

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;' };

test.each([
	['title', Header as unknown as Component<Record<string, unknown>>],
	['text', Welcome as unknown as Component<Record<string, unknown>>]
])('the prop %s is rendered as text', (name, part) => {
	const rest = { id: 'x', connection: 'connected', session: { store: null }, onclose: () => {} };
	const show = (words: string) =>
		render(InEnglish, { props: { part, props: { ...rest, [name]: words } } }).body;
	const pieces = show('HARMLESS').split('HARMLESS');
	expect(pieces).toHaveLength(2);
	for (const payload of XSS_PAYLOADS) expect(show(payload)).toBe(pieces.join(asText(payload)));
});

/** Escapes element text, where quotes and > need no escape. */
function asText(text: string): string {
	return text.replace(/[&<]/g, (character) => ENTITIES[character] ?? '');
}
