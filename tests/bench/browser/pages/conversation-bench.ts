/** What the bench asks of the page with a conversation. */
export interface ConversationBench {
	/** Reads the newest page. */
	load(): Promise<void>;
	/** Puts the list on the screen. Resolves with the ms until it is drawn. */
	open(): Promise<number>;
	/** Scrolls up to the chat's first message. Resolves with the `seq` of the first that is held then. */
	scrollToStart(): Promise<number>;
	/** One more message arrives. Resolves with the ms until it is drawn. */
	arrive(): Promise<number>;
}

declare global {
	interface Window {
		bench: ConversationBench;
	}
}
