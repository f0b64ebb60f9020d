import { COVERED } from '../panel/covered.ts';

const QUESTION = /(^\?|&)support=open(?=&|$)/g;
const LOOK_EVERY_MS = 500;

export interface AddressWatch {
	/** Removes the parameter from the address. Call it when the chat is closed. */
	forget(): void;
	stop(): void;
}

/**
 * Calls `onAsked` when the page's address has `support=open`, now or after a client-side navigation, and
 * removes it from the address, so that Back does not open the chat again. A page that was loaded with it
 * keeps it until the chat is closed, so that a reload opens the chat again.
 *
 * The page's history is not patched, and clicks are not interpreted. Without the Navigation API (Safari
 * before 26.2, Firefox before 147) the address is polled.
 */
export function watchAddress(onAsked: () => void): AddressWatch {
	const navigation: Navigation | undefined = window.navigation;
	// There the panel adds a history entry: see back-closes.ts.
	let kept = matchMedia(COVERED).matches ? '' : location.href;
	const look = () => {
		if (location.href === kept) return;
		kept = '';
		if (takeQuestion()) onAsked();
	};
	// In a separate task, after the router has finished and has moved the focus.
	const lookSoon = () => void setTimeout(look);
	navigation?.addEventListener('currententrychange', lookSoon);
	const timer = navigation ? undefined : setInterval(look, LOOK_EVERY_MS);
	if (kept && new URL(kept).search.search(QUESTION) >= 0) onAsked();
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

/** Removes `support=open` from the address; returns whether it was there. */
function takeQuestion(): boolean {
	const url = new URL(location.href);
	const { search } = url;
	if (search.search(QUESTION) < 0) return false;
	url.search = search.replace(QUESTION, '').replace(/^&/, '');
	// The native method: routers and analytics that have patched it need not see this.
	History.prototype.replaceState.call(history, history.state, '', url);
	return true;
}
