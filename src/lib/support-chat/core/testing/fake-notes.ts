// For tests: the table of one chat's notes.
import { ChatError } from '../chat-error.ts';
import type { Draft } from '../ports.ts';
import type { NoteTransport, TimeSpan } from '../notes/note-ports.ts';
import type { Note } from '../notes/note.ts';

/** A note; `minute` also determines its id and text. */
export function note(minute: number, facts: Partial<Note> = {}): Note {
	return {
		id: `n${minute}`,
		chatId: 'chat',
		adminId: 'grace',
		adminName: 'Grace',
		content: `note ${minute}`,
		mentions: [],
		createdAt: new Date(at(minute)),
		...facts
	};
}

/** The time of a minute, in ms since 1970. */
export const at = (minute: number): number => Date.UTC(2026, 0, 29, 9) + minute * 60_000;

/** Records the spans of all reads. */
export class FakeNotes implements NoteTransport {
	table: Note[] = [];
	readonly reads: TimeSpan[] = [];
	readonly sent: string[] = [];
	/** How the next sends end, if not well; the response of 'answer-lost' is lost after the note is stored. */
	readonly faults: (ChatError | 'answer-lost')[] = [];
	failing = false;
	/** While set, answers wait for it; they are as of when they were asked for. */
	held: Promise<void> | null = null;

	async fetch(span: TimeSpan, limit: number): Promise<Note[]> {
		this.reads.push(span);
		const { failing } = this;
		const found = this.table.filter(
			({ createdAt }) => createdAt.getTime() >= span.from && createdAt.getTime() <= span.to
		);
		await this.held;
		if (failing) throw new ChatError('no network', { code: 'network' });
		return found.sort((a, b) => Number(a.createdAt) - Number(b.createdAt)).slice(-limit);
	}

	async send({ id, content }: Draft): Promise<Note> {
		this.sent.push(id);
		const fault = this.faults.shift();
		if (fault instanceof ChatError) throw fault;
		const stored = this.table.find((each) => each.id === id) ?? note(60, { id, content });
		if (!this.table.includes(stored)) this.table.push(stored);
		if (fault) throw new ChatError('reset', { code: 'network' });
		return stored;
	}

	async remove(id: string): Promise<void> {
		this.table = this.table.filter((each) => each.id !== id);
	}
}
