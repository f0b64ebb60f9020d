import type { Reader } from '../reader.ts';

/** The inbox, but for the open conversation in it: that is the part `chat`. */
export const inbox = ({ count, list }: Reader) => ({
	inbox: 'Support inbox',
	title: 'Support Chats',
	titleOfChat: (email: string) => `${email} – Support Chats`,
	notifications: 'Notifications',

	/** Name of the tabs, for screen readers. */
	chats: 'Chats',
	active: 'Active',
	archived: 'Archived',
	noActive: 'No active chats',
	noActiveNote: 'As soon as a user writes, the chat shows up here.',
	noArchived: 'No archived chats',
	noArchivedNote: 'A chat that is done can be archived. It comes back when its user writes again.',
	messageCount: (messages: number) => count(messages, { one: '# message', other: '# messages' }),
	unread: 'Unread',
	/** Before a message by an admin, in the list. */
	byYou: 'You:',
	by: (name: string) => `${name}:`,
	deletedEmail: 'Deleted e-mail',
	loadMore: 'Load more',
	loading: 'Loading…',
	moreNotLoaded: 'The next chats could not be loaded. Check your connection and try again.',

	back: 'Back to the chats',
	archive: 'Archive',
	restore: 'Restore',
	/** Why a chat was not archived or restored. */
	problem: {
		forbidden: 'You may not do this any more. Load the page again.',
		unseen: 'The user has just written. Read the new message first.',
		failed: 'That did not work. Check your connection and try again.'
	},
	online: 'Online',
	hasChatOpen: 'Has the chat open',
	/** Other admins who have the chat open; `more` are not named. */
	viewing(names: readonly string[], more: number): string {
		const viewers = more > 0 ? [...names, `${more} more`] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'is' : 'are'} viewing`;
	},
	/** Other admins who write a reply in it; `more` are not named. */
	writing(names: readonly string[], more: number): string {
		const writers = more > 0 ? [...names, `${more} more`] : names;
		return `${list(writers)} ${writers.length === 1 ? 'is' : 'are'} writing a reply…`;
	},

	conversationWith: (email: string) => `Conversation with ${email}`,
	you: 'You',
	theUser: 'The user',
	support: 'Support',
	reply: 'Reply',
	writeReply: 'Write a reply…',
	needsJavaScript: 'The conversation needs JavaScript.',

	/** The conversation's place while no chat is open. */
	noChatOpen: 'No chat is open',
	noChatOpenNote: 'Choose one from the list.',
	noChatOpenKeysNote: 'Choose one from the list, or use the keyboard:',

	/** In the place of a chat that was erased, or never was. */
	chatGone: 'This chat no longer exists',
	chatGoneNote: 'It was erased, or there never was one at this address.',

	/** After the tab of the active chats, for screen readers. */
	unreadChats: (chats: number) => count(chats, { one: '# unread chat', other: '# unread chats' }),

	search: 'Search',
	searchPlaceholder: 'Search people and messages',
	clearSearch: 'Clear search',
	people: 'People',
	messages: 'Messages',
	nothingFound: 'Nothing found',
	nothingFoundNote: 'Try another word, the beginning of one, or a part of an address.',
	/** How many results are shown, for screen readers. */
	foundCount: (results: number) => count(results, { one: '# result', other: '# results' }),
	/** A search that takes long stops on its way: `time` in full. */
	searchedSince: (time: string) => `Searched the messages since ${time}.`,
	searchOlder: 'Search older messages',
	searchFailed: 'The search did not work. Check your connection.',
	/** Below messages of the past that a search led to. */
	earlierShown: 'These are earlier messages.',
	laterNotLoaded: 'Later messages could not be loaded.',
	backToNewest: 'Back to the newest',

	userDetails: 'User details',
	detailsNotLoaded: 'The details could not be loaded.',
	customerSince: 'Customer since',
	lastSignIn: 'Last sign-in',
	firstMessage: 'First message',
	lastMessage: 'Last message',
	archivedSince: 'Archived since',
	messagesByUser: 'Messages from the user',
	messagesBySupport: 'Messages from support',
	replyEmailsOf: 'E-mails about replies',
	on: 'On',
	off: 'Off',

	/** What was just done to a chat, and can be undone. */
	archivedNow: (email: string) => `${email} archived`,
	restoredNow: (email: string) => `${email} restored`,
	/** Beside the undo of an archiving. */
	missesReply: 'The user has not read your last reply and will get no e-mail.',
	undo: 'Undo',
	dismiss: 'Dismiss',

	settings: 'Settings',
	close: 'Close',
	keyboardShortcuts: 'Keyboard shortcuts',
	singleKeys: 'Single-key shortcuts',
	singleKeysNote: 'j, k, e and others, while you are not typing',
	/** What the keys do. */
	shortcuts: {
		next: 'Next chat',
		previous: 'Previous chat',
		open: 'Open the selected chat',
		reply: 'Write a reply',
		move: 'Archive or restore',
		undo: 'Undo archiving or restoring',
		search: 'Search',
		help: 'Show these shortcuts',
		leave: 'Leave a field, close, go back'
	},
	/** Names of keys that write nothing. */
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	/** The bar and the pages around it. */
	toApp: 'To the app',
	signOut: 'Sign out',
	signOutUnsent: 'Replies that you have not sent will be lost. Sign out?',
	toChats: 'To the chats',
	broken: 'Something went wrong on our side.',
	noSuchChat: 'There is no such chat.'
});

export type InboxTexts = ReturnType<typeof inbox>;
