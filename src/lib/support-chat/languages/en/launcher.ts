/**
 * Texts on the page before the chat is first opened. They are part of the page's own bundle: keep them
 * short and without the number and plural helpers of the other parts.
 */
export const launcher = () => ({
	open: 'Open support chat',
	close: 'Close support chat',
	openWithUnread: (unread: number): string =>
		`Open support chat, ${unread} unread ${unread === 1 ? 'message' : 'messages'}`,
	loadFailed: 'Couldn’t load the chat. Check your connection and try again.',
	/** For a page whose code is gone after a deployment. */
	reload: 'Reload page',
	/** Name of support, when the app gives it none. */
	support: 'Support',
	/** In a notification, when the reply itself is not known. */
	newReply: 'New reply',
	/** Closes the notice of a reply. */
	dismiss: 'Dismiss'
});

export type LauncherTexts = ReturnType<typeof launcher>;
