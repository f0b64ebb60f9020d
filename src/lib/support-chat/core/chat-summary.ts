import { unformatted } from './text/formatted.ts';
import { withoutCutCharacter } from './text/graphemes.ts';
import type { SenderType } from './message.ts';

/** Length at which the database cuts the preview of a chat's last message, in code points. */
const PREVIEW_LENGTH = 100;

/** A stored preview as displayed: without formatting marks or a character cut in two. */
export function showablePreview(preview: string): string {
	return unformatted(withoutCutCharacter(preview, PREVIEW_LENGTH));
}

/** By what admins recognise a chat's user. */
export interface ChatUser {
	/** '' for a guest, and after the account was deleted. */
	userEmail: string;
	/** Short name of a user who was a guest when the chat was created, such as 7F3K; null for all others. */
	guestName: string | null;
	/** What the app calls the user, or else the account, which the user may edit; null for none. */
	userName: string | null;
}

/** One chat in the inbox's list. */
export interface ChatSummary extends ChatUser {
	id: string;
	userId: string;
	/** When the chat was created, while it has no message. */
	lastMessageAt: Date;
	/** Microseconds, from 0 to 999, that `lastMessageAt` lacks as a `Date`: the list is sorted by them, too. */
	lastMessageMicros: number;
	/** Start of the last message; null for none. */
	lastMessagePreview: string | null;
	lastMessageSender: SenderType | null;
	/** Public id of the admin who wrote the last message; null when the user did. */
	lastMessageAdminId: string | null;
	/** That admin's display name. */
	lastMessageSenderName: string | null;
	messageCount: number;
	/** A user's message is newer than the last view by an admin, or an admin marked the chat as unread. */
	unread: boolean;
	archived: boolean;
	/** Time of the first message of the user after the last reply; null when it is answered. */
	waitingSince: Date | null;
	/** Microseconds that `waitingSince` lacks. */
	waitingMicros: number;
	/** Public id of the admin whose chat it is; null when it is nobody's. */
	assignedAdminId: string | null;
	/** The user cannot write. */
	blocked: boolean;
}
