const KEY = 'support-chat:user-panel-closed';
/** From here on there is room for list, chat and panel; below it takes some of the messages'. */
const COLUMN = '(width >= 1400px)';

/**
 * Whether the panel about the user is open. As a column it is, until it is closed, which is
 * remembered; where the chat would get narrow it opens for this once.
 */
export class PanelSetting {
	#open = $state(false);

	get open(): boolean {
		return this.#open;
	}

	/** To be called in the browser, when a chat is opened. */
	start(): void {
		this.#open = hasColumn() && !wasClosed();
	}

	toggle(): void {
		this.#open = !this.#open;
		if (!hasColumn()) return;
		try {
			if (this.#open) localStorage.removeItem(KEY);
			else localStorage.setItem(KEY, '1');
		} catch {
			// Forbidden storage: it holds as long as the page.
		}
	}
}

function hasColumn(): boolean {
	return matchMedia(COLUMN).matches;
}

function wasClosed(): boolean {
	try {
		return localStorage.getItem(KEY) !== null;
	} catch {
		return false;
	}
}
