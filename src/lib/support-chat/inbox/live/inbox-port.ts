import type { InboxTransport } from '../../supabase/transports/inbox-transport.ts';

/** Network access of the inbox; tests pass a fake. */
export type InboxPort = Pick<
	InboxTransport,
	| 'listChats'
	| 'searchMessages'
	| 'searchChats'
	| 'getChat'
	| 'chatDetails'
	| 'countUnread'
	| 'countChats'
	| 'health'
	| 'report'
	| 'archive'
	| 'unarchive'
	| 'assign'
	| 'markUnread'
	| 'markViewed'
	| 'block'
	| 'unblock'
	| 'admins'
	| 'waitingWarning'
	| 'missesLastReply'
	| 'mentions'
	| 'markMentionsSeen'
	| 'subscribe'
>;
