import { readFlag, writeFlag } from '../../conversation/browser/stored-flag.ts';

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
		this.#open = hasColumn() && !readFlag(KEY);
	}

	toggle(): void {
		this.#open = !this.#open;
		if (hasColumn()) writeFlag(KEY, !this.#open);
	}
}

function hasColumn(): boolean {
	return matchMedia(COLUMN).matches;
}
