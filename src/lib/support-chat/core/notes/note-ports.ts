import type { Draft } from '../ports.ts';
import type { Note } from './note.ts';

/** Most notes per read. */
export const NOTE_PAGE_SIZE = 50;

/** A time span, both ends included, in ms since 1970; infinite where it is open. */
export interface TimeSpan {
	readonly from: number;
	readonly to: number;
}

/** A chat's notes on the server. Each promise rejects with a `ChatError`. */
export interface NoteTransport {
	/** The newest `limit` notes of a span, at most `NOTE_PAGE_SIZE`, oldest first. */
	fetch(span: TimeSpan, limit: number, signal: AbortSignal): Promise<Note[]>;
	/** Stores a note and resolves to its row, even if an earlier try has stored it. */
	send(draft: Draft, signal: AbortSignal): Promise<Note>;
	/** Deletes a note of the signed-in admin; does nothing when there is none. */
	remove(id: string): Promise<void>;
}
