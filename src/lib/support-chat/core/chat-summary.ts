import type { SenderType } from './message.ts';

/** One chat as the inbox lists it. */
export interface ChatSummary {
	id: string;
	userId: string;
	userEmail: string;
	/** When the chat was made, while it has no message. */
	lastMessageAt: Date;
	/** The first 100 characters of the last message. */
	lastMessagePreview: string | null;
	lastMessageSender: SenderType | null;
	/** Public id of the admin who wrote the last message; null when the user did. */
	lastMessageAdminId: string | null;
	/** That admin's display name. */
	lastMessageSenderName: string | null;
	messageCount: number;
	/** A user's message is newer than the last time an admin looked. */
	unread: boolean;
	archived: boolean;
}
