import { unformatted } from './text/formatted.ts';
import { withoutCutCharacter } from './text/graphemes.ts';
import type { SenderType } from './message.ts';

/** The database keeps so much of a chat's last message, in code points. */
const PREVIEW_LENGTH = 100;

/** The beginning of a message that the database keeps, as it is shown. */
export function showablePreview(preview: string): string {
	return unformatted(withoutCutCharacter(preview, PREVIEW_LENGTH));
}

/** One chat as the inbox lists it. */
export interface ChatSummary {
	id: string;
	userId: string;
	userEmail: string;
	/** When the chat was made, while it has no message. */
	lastMessageAt: Date;
	/** The beginning of the last message. */
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
