const ASKS = 'support=open';
const LOOK_EVERY_MS = 500;

/**
 * Calls back when the page's address asks for the chat, now or after a navigation that loads nothing, and
 * takes that out of the address: neither a reload nor the way back asks again. Returns how to stop.
 *
 * The history is the page's: it is not patched, and what a router makes of a click is not guessed. Where
 * there is no Navigation API (Safari before 26.2, Firefox before 147) the address is looked at instead.
 */
export function watchAddress(onAsked: () => void): () => void {
	const navigation: Navigation | undefined = window.navigation;
	const look = () => takeQuestion() && onAsked();
	// In a task of its own: first the router finishes, and puts the focus where it wants it.
	const lookSoon = () => void setTimeout(look);
	navigation?.addEventListener('currententrychange', lookSoon);
	const timer = navigation ? undefined : setInterval(look, LOOK_EVERY_MS);
	look();
	return () => {
		navigation?.removeEventListener('currententrychange', lookSoon);
		clearInterval(timer);
	};
}

/** Whether the address asks for the chat; then it does so no longer. */
function takeQuestion(): boolean {
	const url = new URL(location.href);
	const parts = url.search.slice(1).split('&');
	const rest = parts.filter((part) => part !== ASKS);
	if (rest.length === parts.length) return false;
	url.search = rest.join('&');
	// The browser's own: routers and statistics that have put theirs over it need not hear of this.
	History.prototype.replaceState.call(history, history.state, '', url);
	return true;
}
