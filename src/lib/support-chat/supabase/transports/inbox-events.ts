import type { ChatError } from '../../core/chat-error.ts';
import type { ChatSummary, ChatUser } from '../../core/chat-summary.ts';
import type { Message } from '../../core/message.ts';
import type { Note } from '../../core/notes/note.ts';
import type { ChannelStatus } from '../../core/ports.ts';
import { toNote, type NoteRow } from '../note-rows.ts';
import type { ChatSummaryRow, MessageRow } from '../rows.ts';
import { toChatSummary, toMessage } from '../rows.ts';

/** Receives the events of the admins' channel, any of which may be lost, duplicated or late. */
export interface InboxListener {
	/** A user wrote; `onChat` is called too, with the chat's new row. */
	onUserMessage(message: Message, user: ChatUser): void;
	/** A chat's row changed: new message, read, archived or restored. */
	onChat(chat: ChatSummary): void;
	/** An admin has written a note. */
	onNote(note: Note): void;
	/** A note was deleted. */
	onNoteDeleted(id: string): void;
	/** An admin, by the public id, has seen the notes of a chat that mention them. */
	onMentionsSeen(adminId: string, chatId: string): void;
	onStatus(status: ChannelStatus, error?: ChatError): void;
}

/** The payload of a `new_user_message` event. */
interface UserMessagePayload {
	message: MessageRow;
	/** The chat's row with that message. */
	chat: ChatSummaryRow;
}

/** The payload of an `inbox_events` event: what else would have come one by one. */
interface BatchPayload {
	events: { type: string }[];
}

/** Handlers of the events of the admins' channel, by name. */
export type InboxEvents = Record<string, (payload: never) => void>;

/** Passes events on to the listener, alone or in batches; unknown ones are of a later version. */
export function inboxEvents(listener: InboxListener): InboxEvents {
	const events: InboxEvents = {
		new_user_message: (payload: UserMessagePayload) => {
			const chat = toChatSummary(payload.chat);
			listener.onUserMessage(toMessage(payload.message), chat);
			listener.onChat(chat);
		},
		chat_updated: ({ chat }: { chat: ChatSummaryRow }) => listener.onChat(toChatSummary(chat)),
		note_added: ({ note }: { note: NoteRow }) => listener.onNote(toNote(note)),
		note_deleted: ({ id }: { id: string }) => listener.onNoteDeleted(id),
		mentions_seen: ({ admin_id, chat_id }: { admin_id: string; chat_id: string }) =>
			listener.onMentionsSeen(admin_id, chat_id)
	};
	return {
		...events,
		inbox_events: ({ events: batch }: BatchPayload) => {
			for (const payload of batch) events[payload.type]?.(payload as never);
		}
	};
}
