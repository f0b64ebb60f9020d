/** The bench's interface to the page with a conversation. */
export interface ConversationBench {
	/** Reads the newest page. */
	load(): Promise<void>;
	/** Mounts the list. Resolves with the milliseconds until it is painted. */
	open(): Promise<number>;
	/** Scrolls up to the chat's first message. Resolves with the `seq` of the first message in memory. */
	scrollToStart(): Promise<number>;
	/** Delivers one more message. Resolves with the milliseconds until it is painted. */
	arrive(): Promise<number>;
}

declare global {
	interface Window {
		bench: ConversationBench;
	}
}
