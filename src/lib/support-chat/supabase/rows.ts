import type { ChatSummary } from '../core/chat-summary.ts';
import type { Message, ReadReceipt, SenderType } from '../core/message.ts';

/** A message as realtime events carry it. */
export interface MessagePayload {
	id: string;
	chat_id: string;
	seq: number;
	content: string;
	sender_type: SenderType;
	read_at: string | null;
	created_at: string;
}

/** A row of `support_messages` as clients may read it. */
export interface MessageRow extends MessagePayload {
	sender_id: string | null;
}

/** The columns of `MessageRow`; listed because clients may not read the others. */
export const MESSAGE_COLUMNS =
	'id, chat_id, seq, content, sender_type, sender_id, read_at, created_at' as const;

/** The payload of a `messages_read` event. */
export interface ReadPayload {
	reader: SenderType;
	up_to_seq: number;
	read_at: string;
}

/** A row of `support_chat_list`. */
export interface ChatSummaryRow {
	id: string;
	user_id: string;
	user_email: string | null;
	last_message_at: string;
	last_message_preview: string | null;
	last_message_sender: SenderType | null;
	message_count: number;
	unread: boolean;
	archived: boolean;
}

/** A message from a row or a realtime payload. */
export function toMessage(row: MessagePayload | MessageRow): Message {
	const message: Message = {
		id: row.id,
		chatId: row.chat_id,
		seq: row.seq,
		content: row.content,
		senderType: row.sender_type,
		readAt: toDate(row.read_at),
		createdAt: new Date(row.created_at)
	};
	if ('sender_id' in row && row.sender_id) message.senderId = row.sender_id;
	return message;
}

export function toReadReceipt(payload: ReadPayload): ReadReceipt {
	return {
		reader: payload.reader,
		upToSeq: payload.up_to_seq,
		readAt: new Date(payload.read_at)
	};
}

export function toChatSummary(row: ChatSummaryRow): ChatSummary {
	return {
		id: row.id,
		userId: row.user_id,
		userEmail: row.user_email ?? '',
		lastMessageAt: new Date(row.last_message_at),
		lastMessagePreview: row.last_message_preview,
		lastMessageSender: row.last_message_sender,
		messageCount: row.message_count,
		unread: row.unread,
		archived: row.archived
	};
}

function toDate(time: string | null): Date | null {
	return time === null ? null : new Date(time);
}
