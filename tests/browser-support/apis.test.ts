import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import bcd, { type Identifier } from '@mdn/browser-compat-data/forLegacyNode';
import { expect, test } from 'vitest';
import { lackedBy } from './browsers.ts';
import { domUses } from './dom-uses.ts';

// By MDN's data, the chat uses no API that a supported browser lacks, except those it has a fallback for.
// The tsconfig.json beside this file limits JavaScript itself.

const FOLDER = join(import.meta.dirname, '..', '..', 'src', 'lib', 'support-chat');
const NOT_SHIPPED = /\.test\.ts$|vite-plugin\.ts$|test-support\.ts$|fake-server\.ts$|simulation/;

/** APIs that some supported browsers lack, and the fallback for each. */
const FALLBACKS: Record<string, string> = {
	'CookieChangeEvent.changed': 'as cookieStore',
	cookieStore: 'a session change in another tab is noticed at the next use',
	'Element.currentCSSZoom': '1: only a page that zooms itself differs',
	'Scheduler.yield': 'a timer',
	'WindowOrWorkerGlobalScope.scheduler': 'a timer',
	'Selection.getComposedRanges': 'the selection of the shadow root, or of the document',
	'Window.navigation': 'the address is polled',
	requestIdleCallback: 'the next frame'
};

/** The data lists a mixin's members under the interfaces that include it. */
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
	'every API in use exists in every supported browser or has a fallback',
	{ timeout: 120_000 },
	() => {
		const uses = domUses(files);
		const known = [...uses].flatMap(([name, places]) => {
			const lacking = lackedBy(featureOf(name));
			return lacking ? [{ name, places, lacking }] : [];
		});
		// Guards against names that no longer match the data.
		expect(known.length).toBeGreaterThan(200);
		const missing = known.filter(({ lacking }) => lacking.length > 0);
		expect(missing.filter(({ name }) => !(name in FALLBACKS))).toEqual([]);
		expect(missing.map(({ name }) => name).sort()).toEqual(Object.keys(FALLBACKS).sort());
	}
);

function featureOf(name: string): Identifier | undefined {
	const [owner = '', member] = name.split('.');
	if (!member) return bcd.api[owner] ?? bcd.api.Window?.[owner];
	const owners = [...(MIXINS[owner] ?? [owner]).map((each) => bcd.api[each]), bcd.api];
	const event = `${member.replace(/^on/, '')}_event`;
	return owners.map((each) => each?.[member] ?? each?.[event]).find((feature) => feature);
}
