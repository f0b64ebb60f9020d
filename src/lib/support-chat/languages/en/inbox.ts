import type { ChatFilter, FilterCounts } from '../../core/chat-filter.ts';
import { elapsed } from '../../core/text/elapsed.ts';
import type { Reader } from '../reader.ts';
import { notes } from './notes.ts';

/** Texts of the inbox, except for the open conversation, which has the part `chat`. */
import { savedReplies } from './saved-replies.ts';

export const inbox = ({ count, list, locale, number }: Reader) => ({
	inbox: 'Support Inbox',
	title: 'Support Chats',
	titleOfArea: (area: string) => `${area} – Support Inbox`,
	titleOfChat: (email: string) => `${email} – Support Chats`,
	notifications: 'Notifications',
	/** Skip links, the first stops of the Tab key. */
	skipToReply: 'Skip to the reply field',
	skipToChats: 'Skip to the chats',
	skipToContent: 'Skip to the content',
	/** Name of the links to the areas, for screen readers. */
	areas: 'Areas of the inbox',
	area: { chats: 'Chats', reports: 'Reports', settings: 'Settings' },

	/** Name of the tabs, for screen readers. */
	chats: 'Chats',
	active: 'Active',
	archived: 'Archived',
	/** Tag of an archived chat. */
	isArchived: 'Archived',
	noActive: 'No active chats',
	noActiveNote: 'As soon as a user writes, the chat shows up here.',
	noArchived: 'No archived chats',
	noArchivedNote: 'Archive a chat when it’s done. It comes back when the user writes again.',
	messageCount: (messages: number) => count(messages, { one: '# message', other: '# messages' }),
	unread: 'Unread',
	/** Before an admin's message, in the list. */
	byYou: 'You:',
	by: (name: string) => `${name}:`,
	deletedUser: 'Deleted user',
	/** A user without an address, by their short name. */
	guest: (name: string) => `Guest ${name}`,
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
	/** Other admins who are writing a reply in it; `more` are not named. */
	writing(names: readonly string[], more: number): string {
		const writers = more > 0 ? [...names, `${more} more`] : names;
		return `${list(writers)} ${writers.length === 1 ? 'is' : 'are'} writing a reply…`;
	},

	/** Name of the filters, for screen readers. */
	filters: 'Filters',
	filter: {
		waiting: 'Waiting',
		mine: 'Mine',
		unassigned: 'Unassigned',
		all: 'All'
	} satisfies Record<ChatFilter, string>,
	/** Instead of the list, when no chat matches the filter. */
	noChats: {
		waiting: 'Nobody is waiting',
		mine: 'No chats are assigned to you',
		unassigned: 'No unassigned chats'
	} satisfies Record<keyof FilterCounts, string>,
	/** On a card: how long the user has waited for a reply. */
	waiting: (ms: number) => `waiting ${elapsed(ms, locale)}`,
	/** Tag of a chat with an unsent reply. */
	draft: 'Draft',
	/** Tag of a chat whose user cannot write. */
	blocked: 'Blocked',
	assign: 'Assign',
	assignedTo: (name: string) => `Assigned to ${name}`,
	notAssigned: 'Not assigned',
	/** The choices of whom a chat is assigned to: nobody, and oneself. */
	nobody: 'Nobody',
	yourself: (name: string) => `${name} (you)`,
	markUnread: 'Mark as unread',
	block: 'Block user',
	unblock: 'Unblock user',
	blockQuestion: 'Block this user?',
	blockNote: 'They can read this chat, but can’t send messages until you unblock them.',
	cancel: 'Cancel',
	/** Asked when another admin has replied while one wrote. */
	answeredMeanwhile: (name: string) => `${name} has just answered. Send anyway?`,
	sendAnyway: 'Send anyway',

	notes: notes({ count }),

	conversationWith: (email: string) => `Chat with ${email}`,
	you: 'You',
	theUser: 'The user',
	support: 'Support',
	reply: 'Reply',
	writeReply: 'Write a reply…',
	needsJavaScript: 'This chat needs JavaScript.',

	/** Instead of the conversation while no chat is open. */
	noChatOpen: 'No chat is open',
	noChatOpenNote: 'Choose one from the list.',
	noChatOpenKeysNote: 'Choose one from the list, or use the keyboard:',

	/** Instead of a chat that was deleted or never existed. */
	chatGone: 'This chat no longer exists',
	chatGoneNote: 'It was deleted, or the link is wrong.',

	/** After the tab of the active chats, for screen readers. */
	unreadChats: (chats: number) => count(chats, { one: '# unread chat', other: '# unread chats' }),
	/** Counting stops at `limit`. */
	moreUnreadChats: (limit: number) => `More than ${number(limit)} unread chats`,

	search: 'Search',
	searchPlaceholder: 'Search users and messages',
	clearSearch: 'Clear search',
	people: 'Users',
	messages: 'Messages',
	nothingFound: 'Nothing found',
	nothingFoundNote: 'Try another word, the beginning of one, or part of an email address.',
	/** Number of results shown, for screen readers. */
	foundCount: (results: number) => count(results, { one: '# result', other: '# results' }),
	/** A long search stops early; `time` is a full date and time. */
	searchedSince: (time: string) => `Searched the messages since ${time}.`,
	searchOlder: 'Search older messages',
	searchFailed: 'Couldn’t search. Check your connection.',
	/** Below older messages opened from a search. */
	earlierShown: 'You’re viewing older messages.',
	laterNotLoaded: 'Couldn’t load newer messages.',
	backToNewest: 'Jump to latest',

	userDetails: 'User details',
	detailsNotLoaded: 'Couldn’t load the details.',
	/** Labels of a relative time, such as “3 months ago”. */
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
	/** Facts that the app says about the user. */
	yes: 'Yes',
	no: 'No',
	userLanguage: 'Language',
	/** The page that the user last wrote from. */
	lastPage: 'Last page',

	/** The last move of a chat, which can be undone. */
	archivedNow: (email: string) => `Chat with ${email} archived`,
	restoredNow: (email: string) => `Chat with ${email} restored`,
	/** Beside the undo of archiving. */
	missesReply: 'The user hasn’t read your last reply and won’t get an email.',
	undo: 'Undo',
	dismiss: 'Dismiss',

	/** Problems of the backend, above their remedy. */
	health: {
		settingMissing: 'A setting required for emails is missing.',
		functionMissing: 'Emails aren’t going out: the Edge Function isn’t responding.',
		mailServiceMissing: 'Emails aren’t going out: no email service is set up.',
		pgNetMissing: 'Emails aren’t going out: the pg_net extension is missing.',
		jobsMissing: 'Scheduled jobs aren’t running.',
		clockFailing: 'The job that sends emails is failing.',
		emailsOverdue: 'Emails to users are late.',
		emailsFailed: 'Some emails couldn’t be sent in the last 24 hours.',
		fileFunctionMissing:
			'Deleted files stay stored: the Edge Function that removes them isn’t responding.',
		filesNotRemoved: 'Deleted files stay stored: they can’t be removed.',
		realtimeNotReady:
			'New messages may show up late: Realtime isn’t ready. Restart the project in the Supabase dashboard.',
		/** Before a statement or a command: where to run it. */
		sql: 'In the SQL editor:',
		terminal: 'In a terminal:',
		copy: 'Copy',
		copied: 'Copied'
	},

	savedReplies: savedReplies({ count, number }),

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
		note: 'Write a note',
		move: 'Archive or restore',
		assign: 'Assign',
		markUnread: 'Mark as unread',
		undo: 'Undo the last action',
		search: 'Search',
		help: 'Show these shortcuts',
		leave: 'Leave a field, close, go back'
	},
	/** Names of keys that type no character. */
	keyEnter: 'Enter',
	keyEscape: 'Esc',

	/** The bar and the pages around it. */
	toApp: 'Go to app',
	signOut: 'Sign out',
	signOutUnsent: 'Replies you haven’t sent will be lost. Sign out?',
	toChats: 'Go to chats',
	broken: 'Something went wrong on our side.',
	noSuchChat: 'This chat doesn’t exist.',
	/** Instead of the inbox. */
	adminsOnly: 'Only support admins can open the inbox.',
	signIn: 'Sign in'
});

export type InboxTexts = ReturnType<typeof inbox>;
