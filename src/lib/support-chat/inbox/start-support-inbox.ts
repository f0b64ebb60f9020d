import { clientSource } from '../supabase/connect-options.ts';
import { tokenSource } from '../supabase/session/token-source.ts';
import { optionsProblem, type SupportInboxOptions } from './inbox-options.ts';
import { HashPlace } from './place/hash-place.ts';
import { HistoryPlace } from './place/history-place.ts';
import type { InboxPlace } from './place/inbox-place.ts';

export type { HostClient } from '../supabase/host-client.ts';
export type { InboxAccount } from './app/inbox-account.ts';
export type { SupportInboxOptions } from './inbox-options.ts';
export type { InboxPlace } from './place/inbox-place.ts';

/** A running inbox. */
export interface SupportInbox {
	/** Removes the inbox, closes its connection and restores the page's title. It can be repeated. */
	destroy(): void;
}

/**
 * Shows the support inbox in an element of the page, to the support admin who is signed in.
 *
 * @throws TypeError when an option is missing or wrong
 */
export function startSupportInbox(options: SupportInboxOptions): SupportInbox {
	const problem = optionsProblem(options);
	if (problem) throw new TypeError(`startSupportInbox: ${problem}.`);
	const running = new AbortController();
	show(options, running.signal).catch((error: unknown) => {
		console.error('The support inbox could not be loaded.', error);
	});
	return { destroy: () => running.abort() };
}

async function show(options: SupportInboxOptions, signal: AbortSignal): Promise<void> {
	const { target, project, accessToken, language, account } = options;
	const place = placeOf(options);
	const { mountInbox } = await import('./element/mount-inbox.ts');
	if (signal.aborted) return;
	const remove = mountInbox(target, {
		project: { ...project, url: project.url.replace(/\/+$/, '') },
		place,
		client: clientSource(options),
		accessToken: accessToken && tokenSource(accessToken),
		languages: language === undefined ? undefined : [language],
		signInHref: signInHrefOf(options),
		account
	});
	signal.addEventListener('abort', remove, { once: true });
}

function placeOf({ place = 'history', basePath }: SupportInboxOptions): InboxPlace {
	if (place === 'hash') return new HashPlace();
	return place === 'history' ? new HistoryPlace(basePath ?? location.pathname) : place;
}

function signInHrefOf({ signInUrl }: SupportInboxOptions) {
	if (signInUrl === undefined || typeof signInUrl === 'function') return signInUrl;
	return (here: string) => {
		const [address = '', fragment] = signInUrl.split('#', 2);
		const next = `${address.includes('?') ? '&' : '?'}next=${encodeURIComponent(here)}`;
		return address + next + (fragment === undefined ? '' : `#${fragment}`);
	};
}
