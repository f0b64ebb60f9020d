/** What the bench asks of the page with a conversation. */
export interface ConversationBench {
	/** Reads all pages. Resolves with how many messages are held then. */
	load(): Promise<number>;
	/** Puts the list on the screen. Resolves with the ms until it is drawn. */
	open(): Promise<number>;
	/** One more message arrives. Resolves with the ms until it is drawn. */
	arrive(): Promise<number>;
}

declare global {
	interface Window {
		bench: ConversationBench;
	}
}
