/** What there is to know about a chat and its user, for admins. */
export interface ChatDetails {
	id: string;
	userId: string;
	userEmail: string;
	/** What the account says of itself, which may be anything; null when it says nothing. */
	userName: string | null;
	userCreatedAt: Date | null;
	lastSignInAt: Date | null;
	createdAt: Date;
	archivedAt: Date | null;
	messageCount: number;
	userMessageCount: number;
	adminMessageCount: number;
	/** Null while there is no message. */
	firstMessageAt: Date | null;
	lastMessageAt: Date | null;
	/** Whether the user gets e-mails about unread replies. */
	replyEmails: boolean;
}
