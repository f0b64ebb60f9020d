import { COVERED } from './covered.ts';

const ASKS = 'support=open';
const LOOK_EVERY_MS = 500;

export interface AddressWatch {
	/** The chat was closed: what asks for it goes out of the address. */
	forget(): void;
	stop(): void;
}

/**
 * Calls back when the page's address asks for the chat, now or after a navigation that loads nothing, and
 * takes that out of the address: the way back does not ask again. A page that was loaded with it keeps it
 * until the chat is closed, and so opens it again when it is reloaded before.
 *
 * The history is the page's: it is not patched, and what a router makes of a click is not guessed. Where
 * there is no Navigation API (Safari before 26.2, Firefox before 147) the address is looked at instead.
 */
export function watchAddress(onAsked: () => void): AddressWatch {
	const navigation: Navigation | undefined = window.navigation;
	// There the panel has an entry of the history: see back-closes.ts.
	let kept = matchMedia(COVERED).matches ? '' : location.href;
	const look = () => {
		if (location.href === kept) return;
		kept = '';
		if (takeQuestion()) onAsked();
	};
	// In a task of its own: first the router finishes, and puts the focus where it wants it.
	const lookSoon = () => void setTimeout(look);
	navigation?.addEventListener('currententrychange', lookSoon);
	const timer = navigation ? undefined : setInterval(look, LOOK_EVERY_MS);
	if (kept && asks(new URL(kept))) onAsked();
	else look();
	return {
		forget() {
			kept = '';
			takeQuestion();
		},
		stop() {
			navigation?.removeEventListener('currententrychange', lookSoon);
			clearInterval(timer);
		}
	};
}

const asks = (url: URL): boolean => url.search.slice(1).split('&').includes(ASKS);

/** Whether the address asks for the chat; then it does so no longer. */
function takeQuestion(): boolean {
	const url = new URL(location.href);
	if (!asks(url)) return false;
	const parts = url.search.slice(1).split('&');
	url.search = parts.filter((part) => part !== ASKS).join('&');
	// The browser's own: routers and statistics that have put theirs over it need not hear of this.
	History.prototype.replaceState.call(history, history.state, '', url);
	return true;
}
