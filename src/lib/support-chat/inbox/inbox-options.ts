import { connectProblem, type ConnectOptions } from '../supabase/connect-options.ts';
import type { InboxAccount } from './app/inbox-account.ts';
import type { InboxPlace } from './place/inbox-place.ts';

/** How an inbox is started in a page. Only `target` and `project` are required. */
export interface SupportInboxOptions extends ConnectOptions {
	/**
	 * The empty element that holds the inbox, in a shadow root of it. Place it outside the page's own `main`
	 * and `header`, as the inbox has both. Its height is `--inbox-height`, by default the window's.
	 */
	target: HTMLElement;
	/** As in HTML's `lang`; by default the browser's languages. */
	language?: string | undefined;
	/**
	 * What holds the open chat in the page's address: its path below `basePath` (`'history'`, the default;
	 * the server must answer each of those paths with this page), its fragment (`'hash'`), or the app's own
	 * router as an `InboxPlace`.
	 */
	place?: 'history' | 'hash' | InboxPlace | undefined;
	/** The path of the list with `'history'`; by default the page's path when the inbox is started. */
	basePath?: string | undefined;
	/**
	 * The sign-in page, linked to when nobody is signed in. A string gets the present path as the parameter
	 * `next`; a function gets the path and returns the whole address.
	 */
	signInUrl?: string | ((here: string) => string) | undefined;
	/** What is shown of the admin's account: a name, a button to sign out. */
	account?: InboxAccount | undefined;
}

/** What is wrong with the options, in words; undefined if nothing is. */
export function optionsProblem(options: SupportInboxOptions): string | undefined {
	const { target, account } = options ?? {};
	if (!(target instanceof HTMLElement)) return '`target` is not an element of the page';
	if (account !== undefined && typeof account !== 'object') {
		return '`account` is not an object, { name, signOut }';
	}
	return connectProblem(options) ?? addressProblem(options);
}

function addressProblem({ place, basePath, signInUrl }: SupportInboxOptions): string | undefined {
	if (!isPlace(place)) return '`place` is neither "history" nor "hash", nor an InboxPlace';
	if (basePath !== undefined && !/^\/(?!\/)/.test(basePath)) {
		return '`basePath` is not a path like /support/inbox';
	}
	if (signInUrl !== undefined && !isSignInUrl(signInUrl)) {
		return '`signInUrl` is not a path, an https address or a function that returns one';
	}
	return undefined;
}

function isPlace(place: unknown): boolean {
	if (place === undefined || place === 'history' || place === 'hash') return true;
	const isObject = typeof place === 'object' && place !== null;
	return isObject && ['current', 'href', 'navigate', 'subscribe'].every((name) => name in place);
}

/** Any other scheme than http and https would run as a script when the link is clicked, or open an app. */
function isSignInUrl(signInUrl: unknown): boolean {
	if (typeof signInUrl === 'function') return true;
	return (
		typeof signInUrl === 'string' &&
		(/^https?:/i.test(signInUrl) || !/^\s*[a-z][\w+.-]*:/i.test(signInUrl))
	);
}
