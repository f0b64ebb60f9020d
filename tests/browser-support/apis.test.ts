import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import bcd, { type Identifier } from '@mdn/browser-compat-data/forLegacyNode';
import { expect, test } from 'vitest';
import { lackedBy } from './browsers.ts';
import { domUses } from './dom-uses.ts';

// The chat uses no API that a supported browser lacks, by MDN's data, unless it does without. What of
// JavaScript itself they have is in the tsconfig.json beside.

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'lib', 'support-chat');
const NOT_SHIPPED = /\.test\.ts$|vite-plugin\.ts$|test-support\.ts$|fake-server\.ts$|simulation/;

/** What is used where it is there, and what happens where it is not. */
const DONE_WITHOUT: Record<string, string> = {
	'CookieChangeEvent.changed': 'as cookieStore',
	cookieStore: 'a session that another tab changes is noticed at the next use',
	'Element.currentCSSZoom': '1: only a page that zooms itself differs',
	'Scheduler.yield': 'a timer',
	'WindowOrWorkerGlobalScope.scheduler': 'a timer',
	'Selection.getComposedRanges': 'the selection of the shadow root, or of the document',
	'Window.navigation': 'the address is looked at',
	requestIdleCallback: 'the next frame'
};

/** In the data, members of a mixin are those of the interfaces that have it. */
const MIXINS: Record<string, string[]> = {
	AnimationFrameProvider: ['Window'],
	ARIAMixin: ['Element'],
	Body: ['Response'],
	ChildNode: ['Element'],
	DocumentOrShadowRoot: ['Document'],
	GlobalEventHandlers: ['Element', 'HTMLElement'],
	HTMLOrSVGElement: ['HTMLElement'],
	ElementCSSInlineStyle: ['HTMLElement'],
	NavigatorID: ['Navigator'],
	NavigatorLanguage: ['Navigator'],
	NavigatorLocks: ['Navigator'],
	NavigatorOnLine: ['Navigator'],
	NonElementParentNode: ['Document'],
	ParentNode: ['Element', 'Document'],
	WindowLocalStorage: ['Window'],
	WindowOrWorkerGlobalScope: ['Window'],
	WindowSessionStorage: ['Window']
};

const files = readdirSync(FOLDER, { recursive: true, encoding: 'utf8' })
	.filter((file) => /\.(ts|svelte)$/.test(file) && !NOT_SHIPPED.test(file))
	.map((file) => join(FOLDER, file));

test(
	'every API that it uses is in every supported browser, or done without',
	{ timeout: 120_000 },
	() => {
		const uses = domUses(files);
		const known = [...uses].flatMap(([name, places]) => {
			const lacking = lackedBy(featureOf(name));
			return lacking ? [{ name, places, lacking }] : [];
		});
		// Else the names would not be those of the data any more.
		expect(known.length).toBeGreaterThan(200);
		const missing = known.filter(({ lacking }) => lacking.length > 0);
		expect(missing.filter(({ name }) => !(name in DONE_WITHOUT))).toEqual([]);
		expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(DONE_WITHOUT).sort());
	}
);

function featureOf(name: string): Identifier | undefined {
	const [owner = '', member] = name.split('.');
	if (!member) return bcd.api[owner] ?? bcd.api.Window?.[owner];
	const owners = [...(MIXINS[owner] ?? [owner]).map((each) => bcd.api[each]), bcd.api];
	const event = `${member.replace(/^on/, '')}_event`;
	return owners.map((each) => each?.[member] ?? each?.[event]).find((feature) => feature);
}
