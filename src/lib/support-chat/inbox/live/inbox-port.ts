import type { InboxTransport } from '../../supabase/transports/inbox-transport.ts';

/** What the inbox needs of the network; tests pass a fake. */
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
