import type { ChatUser } from './chat-summary.ts';

/** Details of a chat and its user, for admins. */
export interface ChatDetails extends ChatUser {
	id: string;
	userId: string;
	/** From the account's metadata, which the user may edit; null for none. */
	userName: string | null;
	userCreatedAt: Date | null;
	lastSignInAt: Date | null;
	createdAt: Date;
	archivedAt: Date | null;
	messageCount: number;
	userMessageCount: number;
	adminMessageCount: number;
	/** Null, like `lastMessageAt`, while there is no message. */
	firstMessageAt: Date | null;
	lastMessageAt: Date | null;
	/** Whether the user gets e-mails about unread replies. */
	replyEmails: boolean;
}
