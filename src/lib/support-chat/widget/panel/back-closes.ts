/** What is used of a window. */
export type BackWindow = Pick<Window, 'addEventListener' | 'removeEventListener'> & {
	readonly history: Pick<History, 'state' | 'length' | 'pushState' | 'back'>;
	readonly location: Pick<Location, 'href'>;
};

/**
 * Lets Back close what covers the whole window, as phones do it, instead of leaving the page. It has
 * an entry of the history for that while it is open, at the page's address and with the page's state
 * (and a mark), so that a router finds itself where it was; closed in another way, it goes back
 * itself. A CloseWatcher would need no entry, but hears of Android's Back only: neither of the
 * browser's own nor of the gesture on an iPhone.
 *
 * Returns how to tell whether it covers the window now, and how to end it.
 */
export function backCloses(
	close: () => void,
	page: BackWindow = window
): [set: (covers: boolean) => void, stop: () => void] {
	const { history, location } = page;
	let covering = false;
	/** The entry is there for this opening. */
	let entered = false;
	/** On the way back out of the entry. */
	let leaving = false;
	let place = '';

	const isMarked = () => history.state?.supportChat === true;
	/** As long as nobody has gone on from here, the history is as long. */
	const here = () => history.length + location.href;

	function set(covers: boolean): void {
		covering = covers;
		if (leaving || covers === entered) return;
		if (covers) return enter();
		entered = false;
		// Else the page has gone on from there, and Back leads to where that was.
		leaving = isMarked();
		if (leaving) history.back();
	}

	function enter(): void {
		const { state } = history;
		// What is no object has no room for the mark.
		if (typeof state !== 'object') return;
		try {
			// Loaded again, the page is in the entry already.
			if (!isMarked()) history.pushState({ ...state, supportChat: true }, '');
			entered = true;
			place = here();
		} catch {
			// Refused, as in some frames: Back leaves the page.
		}
	}

	function onpop(event: Event): void {
		if (!leaving && (!entered || isMarked())) return;
		// Who was there before is there again: nothing for a router to do.
		if (here() === place) event.stopImmediatePropagation();
		const left = leaving;
		leaving = entered = false;
		if (left) set(covering);
		else close();
	}

	// Before the page's own routers, but for Chromium: there they hear it if they came first.
	page.addEventListener('popstate', onpop, true);
	return [set, () => page.removeEventListener('popstate', onpop, true)];
}
