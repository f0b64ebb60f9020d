const keyOf = (userId: string) => `support-chat:chat:${userId}`;

/** The id of the user's chat, if an earlier visit has stored it. */
export function knownChatId(userId: string): string | null {
	try {
		return localStorage.getItem(keyOf(userId));
	} catch {
		return null;
	}
}

/** Stores the id of the user's chat. The storage event also notifies the launchers in other tabs. */
export function rememberChatId(userId: string, chatId: string): void {
	try {
		localStorage.setItem(keyOf(userId), chatId);
	} catch {
		// Forbidden storage: the chat is looked up at each visit.
	}
}
