/** The bench's interface to the page with a conversation. */
export interface ConversationBench {
	/** Reads the newest page. */
	load(): Promise<void>;
	/** Mounts the list. Resolves with the milliseconds until it is painted, and until its files are too. */
	open(): Promise<{ painted: number; complete: number }>;
	/** Scrolls up to the chat's first message. Resolves with the `seq` of the first one in memory, and how long it took. */
	scrollToStart(): Promise<{ first: number; ms: number }>;
	/** Delivers one more message. Resolves with the milliseconds until it is painted. */
	arrive(): Promise<number>;
}

declare global {
	interface Window {
		bench: ConversationBench;
	}
}
