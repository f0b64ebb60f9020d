/** The parts of a window that are used here. */
export type BackWindow = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
	readonly history: Pick<History, 'state' | 'length' | 'pushState' | 'back'>;
	readonly location: Pick<Location, 'href'>;
};

/**
 * Lets Back close a panel that covers the whole window, as users of phones expect, instead of leaving
 * the page. While open it has a history entry, with the page's address and state (plus a mark), so that
 * routers see no navigation; closed in another way, it goes back itself. A CloseWatcher would need no
 * entry, but handles Android's Back only: neither the browser's own nor the gesture on an iPhone.
 *
 * Returns a function to set whether it covers the window now, and a cleanup function.
 */
export function backCloses(
	close: () => void,
	page: BackWindow = window
): [set: (covers: boolean) => void, stop: () => void] {
	const { history, location } = page;
	let covering = false;
	/** The entry exists for this opening. */
	let entered = false;
	/** Going back out of the entry. */
	let leaving = false;
	let place = '';

	const isMarked = () => history.state?.supportChat === true;
	/** Changes when the page navigates on from here. */
	const here = () => history.length + location.href;

	function set(covers: boolean): void {
		covering = covers;
		if (leaving || covers === entered) return;
		if (covers) return enter();
		entered = false;
		// Otherwise the page has navigated on from the entry, and Back leads there.
		leaving = isMarked();
		if (leaving) history.back();
	}

	function enter(): void {
		const { state } = history;
		// Only an object can carry the mark.
		if (typeof state !== 'object') return;
		try {
			// After a reload the page is in the entry already.
			if (!isMarked()) history.pushState({ ...state, supportChat: true }, '');
			entered = true;
			place = here();
		} catch {
			// Refused, as in some frames: Back leaves the page.
		}
	}

	function onpop(event: Event): void {
		if (!leaving && (!entered || isMarked())) return;
		// The page is where it was before: nothing for a router to do.
		if (here() === place) event.stopImmediatePropagation();
		const left = leaving;
		leaving = entered = false;
		if (left) set(covering);
		else close();
	}

	// Before the page's routers, except in Chromium, where those that were added first come first.
	page.addEventListener('popstate', onpop, true);
	return [set, () => page.removeEventListener('popstate', onpop, true)];
}
