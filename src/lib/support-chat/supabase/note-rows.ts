import type { Note } from '../core/notes/note.ts';
import { sanitizeDisplayText } from '../core/text/sanitize-display-text.ts';
import type { Tables } from './database.types.ts';

/** A row of `support_notes`, in the table and in realtime events alike. */
export type NoteRow = Tables<'support_notes'>;

/** The columns of `NoteRow`. */
export const NOTE_COLUMNS = 'id, chat_id, admin_id, admin_name, content, mentions, created_at';

/** A note from a row or a realtime payload. */
export function toNote(row: NoteRow): Note {
	return {
		id: row.id,
		chatId: row.chat_id,
		adminId: row.admin_id,
		adminName: row.admin_name && sanitizeDisplayText(row.admin_name),
		content: row.content,
		mentions: row.mentions,
		createdAt: new Date(row.created_at)
	};
}
