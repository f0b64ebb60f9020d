import type { Reader } from '../reader.ts';

/** The inbox, but for the open conversation in it: that is the part `chat`. */
export const inbox = ({ count, list, number }: Reader) => ({
	inbox: 'Support Inbox',
	title: 'Support Chats',
	titleOfChat: (email: string) => `${email} – Support Chats`,
	notifications: 'Notifications',
	/** The first thing that Tab finds, past all that is before them. */
	skipToReply: 'Skip to the reply field',
	skipToChats: 'Skip to the chats',

	/** Name of the tabs, for screen readers. */
	chats: 'Chats',
	active: 'Active',
	archived: 'Archived',
	/** The tag of one chat that is. */
	isArchived: 'Archived',
	noActive: 'No active chats',
	noActiveNote: 'As soon as a user writes, the chat shows up here.',
	noArchived: 'No archived chats',
	noArchivedNote: 'Archive a chat when it’s done. It comes back when the user writes again.',
	messageCount: (messages: number) => count(messages, { one: '# message', other: '# messages' }),
	unread: 'Unread',
	/** Before a message by an admin, in the list. */
	byYou: 'You:',
	by: (name: string) => `${name}:`,
	deletedUser: 'Deleted user',
	loadMore: 'Load more',
	loading: 'Loading…',
	moreNotLoaded: 'Couldn’t load more chats. Check your connection and try again.',

	back: 'Back to chats',
	archive: 'Archive',
	restore: 'Restore',
	/** Why a chat was not archived or restored. */
	problem: {
		forbidden: 'You no longer have permission. Reload the page.',
		unseen: 'The user just sent a message. Read it first.',
		failed: 'That didn’t work. Check your connection and try again.'
	},
	online: 'Online',
	hasChatOpen: 'Has the chat open',
	/** Other admins who have the chat open; `more` are not named. */
	viewing(names: readonly string[], more: number): string {
		const viewers = more > 0 ? [...names, `${more} more`] : names;
		return `${list(viewers)} ${viewers.length === 1 ? 'is' : 'are'} viewing this chat`;
	},
	/** Other admins who write a reply in it; `more` are not named. */
	writing(names: readonly string[], more: number): string {
		const writers = more > 0 ? [...names, `${more} more`] : names;
		return `${list(writers)} ${writers.length === 1 ? 'is' : 'are'} writing a reply…`;
	},

	conversationWith: (email: string) => `Chat with ${email}`,
	you: 'You',
	theUser: 'The user',
	support: 'Support',
	reply: 'Reply',
	writeReply: 'Write a reply…',
	needsJavaScript: 'This chat needs JavaScript.',

	/** The conversation's place while no chat is open. */
	noChatOpen: 'No chat is open',
	noChatOpenNote: 'Choose one from the list.',
	noChatOpenKeysNote: 'Choose one from the list, or use the keyboard:',

	/** In the place of a chat that was deleted, or never was. */
	chatGone: 'This chat no longer exists',
	chatGoneNote: 'It was deleted, or the link is wrong.',

	/** After the tab of the active chats, for screen readers. */
	unreadChats: (chats: number) => count(chats, { one: '# unread chat', other: '# unread chats' }),
	/** Where counting stops: there are more than `limit`. */
	moreUnreadChats: (limit: number) => `More than ${number(limit)} unread chats`,

	search: 'Search',
	searchPlaceholder: 'Search users and messages',
	clearSearch: 'Clear search',
	people: 'Users',
	messages: 'Messages',
	nothingFound: 'Nothing found',
	nothingFoundNote: 'Try another word, the beginning of one, or part of an email address.',
	/** How many results are shown, for screen readers. */
	foundCount: (results: number) => count(results, { one: '# result', other: '# results' }),
	/** A search that takes long stops on its way: `time` in full. */
	searchedSince: (time: string) => `Searched the messages since ${time}.`,
	searchOlder: 'Search older messages',
	searchFailed: 'Couldn’t search. Check your connection.',
	/** Below messages of the past that a search led to. */
	earlierShown: 'You’re viewing older messages.',
	laterNotLoaded: 'Couldn’t load newer messages.',
	backToNewest: 'Jump to latest',

	userDetails: 'User details',
	detailsNotLoaded: 'Couldn’t load the details.',
	/** What stands before when it was, like “3 months ago”. */
	accountCreated: 'Account created',
	lastSignIn: 'Last sign-in',
	firstMessage: 'First message',
	lastMessage: 'Last message',
	archivedAt: 'Archived',
	messagesByUser: 'Messages from the user',
	messagesBySupport: 'Messages from support',
	replyEmailsOf: 'Emails about replies',
	on: 'On',
	off: 'Off',

	/** What was just done to a chat, and can be undone. */
	archivedNow: (email: string) => `Chat with ${email} archived`,
	restoredNow: (email: string) => `Chat with ${email} restored`,
	/** Beside the undo of an archiving. */
	missesReply: 'The user hasn’t read your last reply and won’t get an email.',
	undo: 'Undo',
	dismiss: 'Dismiss',

	/** What is wrong with the machinery behind the chat, above what puts it right. */
	health: {
		settingMissing: 'A setting required for emails is missing.',
		functionMissing: 'Emails aren’t going out: the Edge Function isn’t responding.',
		mailServiceMissing: 'Emails aren’t going out: no email service is set up.',
		pgNetMissing: 'Emails aren’t going out: the pg_net extension is missing.',
		jobsMissing: 'Scheduled jobs aren’t running.',
		clockFailing: 'The job that sends emails is failing.',
		emailsOverdue: 'Emails to users are late.',
		emailsFailed: 'Some emails couldn’t be sent in the last 24 hours.',
		realtimeNotReady:
			'New messages may show up late: Realtime isn’t ready. Restart the project in the Supabase dashboard.',
		/** Before a statement or a command: where it is run. */
		sql: 'In the SQL editor:',
		terminal: 'In a terminal:',
		copy: 'Copy',
		copied: 'Copied'
	},

	settings: 'Settings',
	close: 'Close',
	keyboardShortcuts: 'Keyboard shortcuts',
	opensNext: 'Open the next chat after archiving',
	singleKeys: 'Single-key shortcuts',
	singleKeysNote: 'j, k, e and others, while you’re not typing',
	/** What the keys do. */
	shortcuts: {
		next: 'Next chat',
		previous: 'Previous chat',
		open: 'Open the selected chat',
		reply: 'Write a reply',
		move: 'Archive or restore',
		undo: 'Undo the last action',
		search: 'Search',
		help: 'Show these shortcuts',
		leave: 'Leave a field, close, go back'
	},
	/** Names of keys that write nothing. */
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	/** The bar and the pages around it. */
	toApp: 'Go to app',
	signOut: 'Sign out',
	signOutUnsent: 'Replies you haven’t sent will be lost. Sign out?',
	toChats: 'Go to chats',
	broken: 'Something went wrong on our side.',
	noSuchChat: 'This chat doesn’t exist.'
});

export type InboxTexts = ReturnType<typeof inbox>;
