import type { evictMessages, EvictOptions } from './evict-messages.ts';
import { OlderPages } from './older-pages.ts';
import type { TimelineWindow, TimelineWindowOptions } from './timeline-window.ts';

export interface HistoryOptions extends Omit<EvictOptions, 'onClose'> {
	/** Left out, it is loaded at the first call of `evict`. */
	evictMessages?: typeof evictMessages | undefined;
}

/**
 * Reads back in a conversation. As far as the log reaches, older pages are added to it; a reader who is
 * far from the newest messages has a window instead, and what lies between is not held.
 */
export class History {
	/** Reads the pages before the log's first message. */
	readonly older: OlderPages;
	readonly #options: HistoryOptions;
	#evictMessages: typeof evictMessages | undefined;
	#window: TimelineWindow | null = null;

	constructor(options: HistoryOptions) {
		this.#options = options;
		this.#evictMessages = options.evictMessages;
		this.older = new OlderPages(options);
	}

	/** Where the reader is, when that is far from the messages of the log. */
	get window(): TimelineWindow | null {
		return this.#window;
	}

	/** Shows another window in place of what the reader sees. */
	open(make: (options: TimelineWindowOptions) => TimelineWindow): TimelineWindow {
		this.showNewest();
		const window = make(this.#windowOptions());
		this.#window = window;
		this.#options.onChange();
		return window;
	}

	/** Closes the window, if there is one. */
	showNewest(): void {
		this.#window?.close();
	}

	/**
	 * Drops the messages that are far from the rendered ones, which go from index `start` up to `end`,
	 * excluded, of the window or else of the log. They are read again when the reader comes near them.
	 * The newest page stays, and so does the whole log while something in it is unread. Does nothing
	 * before the code for it is loaded.
	 */
	evict(start: number, end: number): void {
		if (!this.#evictMessages) {
			import('./evict-messages.ts').then(
				(module) => (this.#evictMessages = module.evictMessages),
				() => {}
			);
			return;
		}
		const { messages } = this.#shown;
		this.#window = this.#evictMessages(this.#windowOptions(), this.#window, start, end);
		if (this.#shown.messages !== messages) this.#options.onChange();
	}

	get #shown() {
		return this.#window ?? this.#options.log;
	}

	#windowOptions() {
		return { ...this.#options, onClose: () => (this.#window = null) };
	}
}
