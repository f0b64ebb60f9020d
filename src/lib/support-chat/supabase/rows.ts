import type { ChatDetails } from '../core/chat-details.ts';
import { showablePreview, type ChatSummary } from '../core/chat-summary.ts';
import type { Message, ReadReceipt, SenderType } from '../core/message.ts';
import type { Attachment } from '../core/files/attachment.ts';
import { toUserFacts } from '../core/user-facts.ts';
import { sanitizeDisplayText } from '../core/text/sanitize-display-text.ts';
import type { Database, Tables } from './database.types.ts';

/** A row of `support_messages` as clients read it, from the table and in realtime events alike. */
export type MessageRow = Omit<
	Tables<'support_messages'>,
	'sender_id' | 'page_url' | 'updated_at' | 'attachments' | 'attachment_versions'
> & {
	/** Absent in an event of a database that is older than the client. */
	attachments?: unknown;
};

/** A row of `support_chat_list`. */
export type ChatSummaryRow = Tables<'support_chat_list'>;

/** A row of `support_chat_details`; the generated types miss that these columns are nullable. */
export type ChatDetailsRow = Nullable<
	Database['public']['Functions']['support_chat_details']['Returns'][number],
	| 'user_email'
	| 'guest_name'
	| 'user_name'
	| 'user_created_at'
	| 'last_sign_in_at'
	| 'archived_at'
	| 'first_message_at'
	| 'last_message_at'
	| 'page_url'
	| 'language'
>;

type Nullable<Row, Column extends keyof Row> = Omit<Row, Column> & {
	[Name in Column]: Row[Name] | null;
};

/** The columns of `MessageRow`. */
export const MESSAGE_COLUMNS =
	'id, chat_id, seq, content, sender_type, admin_id, sender_name, read_at, created_at, attachments';

/** The payload of a `messages_read` event. */
export interface ReadPayload {
	reader: SenderType;
	up_to_seq: number;
	read_at: string;
}

/** A message from a row or a realtime payload. */
export function toMessage(row: MessageRow): Message {
	return {
		id: row.id,
		chatId: row.chat_id,
		seq: row.seq,
		content: row.content,
		senderType: row.sender_type,
		adminId: row.admin_id,
		senderName: row.sender_name && sanitizeDisplayText(row.sender_name),
		attachments: toAttachments(row.attachments),
		readAt: toDate(row.read_at),
		createdAt: new Date(row.created_at)
	};
}

/** A file as the database describes it in `support_messages.attachments`. */
interface AttachmentJson {
	path: string;
	name: string;
	mime_type: string;
	size_bytes: number;
	width: number | null;
	height: number | null;
}

function toAttachments(files: unknown): Attachment[] {
	return ((files ?? []) as AttachmentJson[]).map(
		({ name, mime_type: mimeType, size_bytes: sizeBytes, ...file }) => ({
			...file,
			name: sanitizeDisplayText(name),
			mimeType,
			sizeBytes
		})
	);
}

/** A read receipt from a realtime payload. */
export function toReadReceipt(payload: ReadPayload): ReadReceipt {
	return {
		reader: payload.reader,
		upToSeq: payload.up_to_seq,
		readAt: new Date(payload.read_at)
	};
}

/** A chat of the list, from a row or a realtime payload. Names and addresses are fit to be shown. */
export function toChatSummary(row: ChatSummaryRow): ChatSummary {
	return {
		id: row.id,
		userId: row.user_id,
		userEmail: sanitizeDisplayText(row.user_email ?? ''),
		guestName: row.guest_name,
		userName: row.user_name && sanitizeDisplayText(row.user_name),
		lastMessageAt: new Date(row.last_message_at),
		lastMessageMicros: microsIn(row.last_message_at),
		lastMessagePreview: row.last_message_preview && showablePreview(row.last_message_preview),
		lastMessageSender: row.last_message_sender,
		lastMessageAdminId: row.last_message_admin_id,
		lastMessageSenderName:
			row.last_message_sender_name && sanitizeDisplayText(row.last_message_sender_name),
		messageCount: row.message_count,
		unread: row.unread ?? false,
		archived: row.archived ?? false,
		waitingSince: toDate(row.waiting_since),
		waitingMicros: microsIn(row.waiting_since),
		assignedAdminId: row.assigned_admin_id,
		blocked: row.blocked ?? false
	};
}

/** Details from a row and what `support_chat_facts` returns. */
export function toChatDetails(row: ChatDetailsRow, facts: unknown): ChatDetails {
	return {
		id: row.id,
		userId: row.user_id,
		userEmail: sanitizeDisplayText(row.user_email ?? ''),
		guestName: row.guest_name,
		userName: row.user_name && sanitizeDisplayText(row.user_name),
		userCreatedAt: toDate(row.user_created_at),
		lastSignInAt: toDate(row.last_sign_in_at),
		createdAt: new Date(row.created_at),
		archivedAt: toDate(row.archived_at),
		messageCount: row.message_count,
		userMessageCount: row.user_message_count,
		adminMessageCount: row.admin_message_count,
		firstMessageAt: toDate(row.first_message_at),
		lastMessageAt: toDate(row.last_message_at),
		replyEmails: row.reply_emails,
		pageUrl: row.page_url && sanitizeDisplayText(row.page_url),
		language: row.language,
		facts: toUserFacts(facts)
	};
}

function toDate(time: string | null): Date | null {
	return time === null ? null : new Date(time);
}

/** The microseconds, from 0 to 999, that a `Date` of this time loses. */
function microsIn(time: string | null): number {
	const [, digits = ''] = /\.\d{3}(\d{1,3})/.exec(time ?? '') ?? [];
	return Number(digits.padEnd(3, '0'));
}
