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
	| 'health'
	| 'archive'
	| 'unarchive'
	| 'missesLastReply'
	| 'subscribe'
>;
