import type { ChatUser } from './chat-summary.ts';
import type { UserFact } from './user-facts.ts';

/** Details of a chat and its user, for admins. */
export interface ChatDetails extends ChatUser {
	id: string;
	userId: string;
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
	/** The page that the user last wrote from, as the browser says: untrusted, and null when unknown. */
	pageUrl: string | null;
	/** BCP 47 tag of the language in which the user reads the chat; null when unknown. */
	language: string | null;
	/** What the app says about the user; empty when it says nothing. */
	facts: UserFact[];
}
