import type { Rolldown } from 'vite';
import type { Measurement } from '../measurement.ts';
import { buildPage, type Output } from './page.ts';
import { groupsOf, reach, weigh, type Weights } from './weigh.ts';

/** Modules that opening a chat of texts does not load, and when they load. */
const NOT_OPENED = [
	// For another language, instead of English.
	'languages/widget-catalogue.ts',
	// When the settings are first opened.
	'widget/panel/widget-switches.ts',
	// For users without an address.
	'widget/guest/guest.ts',
	// When a reply arrives.
	'widget/alerts/reply-alerts.ts',
	// For a host that gives tokens itself.
	'supabase/session/token-auth.ts',
	// When the token expires.
	'supabase/session/session-renewal.ts',
	// When a few hundred messages have been read.
	'core/sync/evict-messages.ts',
	'core/sync/timeline-window.ts',
	// With the first file.
	'conversation/FileParts.svelte?shadow',
	'conversation/files/start-uploads.ts',
	// With the first text that has formatting or a link.
	'conversation/list/MessageText.svelte?shadow',
	// When the owner has set office hours.
	'widget/chat/office-hours.ts',
	// When a message is refused or held up.
	'conversation/list/DeliveryTrouble.svelte?shadow',
	// When somebody may select messages.
	'conversation/list/copy-messages.ts',
	// When a message has come below what is shown.
	'conversation/list/NewMessagesPill.svelte?shadow',
	// When support types.
	'conversation/composer/TypingDots.svelte?shadow',
	// When the user's session has ended.
	'conversation/SessionEnded.svelte?shadow',
	// When the owner has set a logo or a colour.
	'widget/panel/Logo.svelte',
	'widget/panel/show-brand.ts'
];

/** A client of the chat's own, for a host that has none. */
const OWN_CLIENT = 'session/widget-client.ts';

/**
 * The two hosts that the widget is measured on: one that uses almost nothing of Svelte, and one that uses
 * what an ordinary app does. Svelte code that a host loads itself does not count as the widget's weight.
 */
const HOSTS = [
	{ mark: '', name: 'a bare page', ordinary: false },
	{ mark: '+', name: 'an ordinary page', ordinary: true }
] as const;

/** Figures 1, 2a and 2b: the widget's weight before its first use and with the chat open. */
export async function measureBundle(): Promise<Measurement[]> {
	const measured = await Promise.all(HOSTS.map(measureOn));
	return measured.flat();
}

async function measureOn({ mark, name, ordinary }: (typeof HOSTS)[number]): Promise<Measurement[]> {
	const plain = await buildPage({ widget: false, supabase: false, ordinary });
	const withWidget = await buildPage({ widget: true, supabase: false, ordinary });
	const host = await buildPage({ widget: false, supabase: true, ordinary });
	const hostWithWidget = await buildPage({ widget: true, supabase: true, ordinary });
	return [
		{
			id: `1${mark}`,
			what: `${name} with the widget, before its first use`,
			floorWhat: 'without',
			...added(atLoad(withWidget), atLoad(plain), 5)
		},
		{
			id: `2a${mark}`,
			what: `chat open, on ${name} that uses supabase-js`,
			floorWhat: 'the page alone',
			// The widget does not load its own client there.
			...added(whenOpen(hostWithWidget, [OWN_CLIENT, ...NOT_OPENED]), atLoad(host), 30)
		},
		{
			id: `2b${mark}`,
			what: `chat open, on ${name} without supabase-js`,
			floorWhat: 'the page alone',
			...added(whenOpen(withWidget, NOT_OPENED), atLoad(plain), 54)
		}
	];
}

/**
 * Bytes (gzip) that the widget adds, by figure (1, 2a, 2b; + marks the ordinary page) and group of modules.
 */
export async function weighGroups(): Promise<Record<string, Weights>> {
	const figures: Record<string, Weights> = {};
	for (const { mark, ordinary } of HOSTS) {
		const nothing = () => false;
		const load = async (widget: boolean, supabase: boolean) =>
			buildPage({ widget, supabase, ordinary });
		const plain = groupsReached(await load(false, false), nothing);
		const host = groupsReached(await load(false, true), nothing);
		const page = await load(true, false);
		const opened = groupsReached(await load(true, true), allBut([OWN_CLIENT, ...NOT_OPENED]));
		figures[`1${mark}`] = difference(groupsReached(page, nothing), plain);
		figures[`2a${mark}`] = difference(opened, host);
		figures[`2b${mark}`] = difference(groupsReached(page, allBut(NOT_OPENED)), plain);
	}
	return figures;
}

function groupsReached(
	output: Output[],
	follows: (chunk: Rolldown.OutputChunk) => boolean
): Weights {
	return groupsOf(output, reach(output, follows));
}

function difference(weights: Weights, floor: Weights): Weights {
	return Object.fromEntries(
		Object.entries(weights)
			.map(([group, bytes]) => [group, Math.round(bytes - (floor[group] ?? 0))] as const)
			.filter(([, bytes]) => bytes !== 0)
			.toSorted(([, a], [, b]) => b - a)
	);
}

function added(value: number, floor: number, target: number) {
	return { value, floor, target, unit: 'KB', kind: 'added' } as const;
}

/** KB (gzip) of the entry, its static imports and their styles. */
function atLoad(output: Output[]): number {
	return weigh(
		output,
		reach(output, () => false)
	);
}

/** KB (gzip) of these and of everything imported on demand, except the modules in `without`. */
function whenOpen(output: Output[], without: string[]): number {
	return weigh(output, reach(output, allBut(without)));
}

function allBut(without: string[]): (chunk: Rolldown.OutputChunk) => boolean {
	return ({ facadeModuleId }) => !without.some((name) => facadeModuleId?.endsWith(name));
}
