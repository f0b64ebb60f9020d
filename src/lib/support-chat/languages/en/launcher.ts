/**
 * What is on a page before the chat is first used. In the page's own bundle: keep it short, and
 * without the help for numbers and plurals that the other parts get.
 */
export const launcher = () => ({
	open: 'Open support chat',
	close: 'Close support chat',
	openWithUnread: (unread: number): string =>
		`Open support chat, ${unread} unread ${unread === 1 ? 'message' : 'messages'}`,
	loadFailed: 'Couldn’t load the chat. Check your connection and try again.',
	/** After a deployment the code of an open page may be gone. */
	reload: 'Reload page',
	/** What the support is called, when the app gives it no name. */
	support: 'Support',
	/** In a notice, when the reply itself is not known. */
	newReply: 'New reply',
	/** Takes away what tells of a reply. */
	dismiss: 'Dismiss'
});

export type LauncherTexts = ReturnType<typeof launcher>;
