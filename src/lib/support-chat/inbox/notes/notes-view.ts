import type { ChatNotes } from '../../core/notes/chat-notes.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';

/** A chat's notes as a part of the page that receives the inbox's events. */
export function notesView(notes: ChatNotes): InboxView {
	return {
		onNote: (note) => notes.onNote(note),
		onNoteDeleted: (id) => notes.onNoteDeleted(id),
		refresh: async () => notes.refresh()
	};
}
