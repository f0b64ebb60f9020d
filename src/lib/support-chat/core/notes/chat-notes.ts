import { Listeners } from '../listeners.ts';
import type { Clock, KeyValueStore, PageEnvironment } from '../ports.ts';
import type { Outgoing } from '../sending/outgoing.ts';
import { Writing, type SendProblem } from '../sending/writing.ts';
import { notesKey } from './notes-key.ts';
import { NoteLog } from './note-log.ts';
import type { NoteTransport, TimeSpan } from './note-ports.ts';
import type { Note } from './note.ts';

export interface ChatNotesOptions {
	chatId: string;
	/** The signed-in admin's account: drafts and unsent notes are stored per account. */
	userId: string;
	/** Their public id. */
	adminId: string;
	transport: NoteTransport;
	clock: Clock;
	storage: KeyValueStore;
	environment: PageEnvironment;
	createId?: () => string;
	random?: () => number;
}

/**
 * The notes of one chat, and those on their way: sent like messages, by the same outbox. `start` it once, `stop` it
 * once. Events and reads of the table come from outside.
 */
export class ChatNotes {
	readonly chatId: string;
	readonly #options: ChatNotesOptions;
	readonly #log: NoteLog;
	readonly #writing: Writing<Note>;
	readonly #changes = new Listeners();
	readonly #arrivals = new Listeners<[Note]>();
	#leave = (): void => {};

	constructor(options: ChatNotesOptions) {
		const { chatId, clock, random, transport } = options;
		const onChange = () => this.#changes.call();
		this.chatId = chatId;
		this.#options = options;
		this.#log = new NoteLog({
			transport,
			clock,
			random,
			onStored: (id) => this.#writing.outbox.settle(id),
			onChange
		});
		this.#writing = new Writing<Note>({
			...options,
			chatId: notesKey(chatId),
			isStored: (id) => this.#log.has(id),
			onTaken: () => {},
			onSent: (note) => this.#log.add(note),
			onDraft: onChange,
			onChange
		});
	}

	/** Those of the span that `cover` names, oldest first. Replaced at each change, never altered. */
	get notes(): readonly Note[] {
		return this.#log.notes;
	}

	/** See `NoteLog.gaps`. */
	get gaps(): readonly number[] {
		return this.#log.gaps;
	}

	/** Notes on their way, in order. */
	get outgoing(): readonly Outgoing[] {
		return this.#writing.outbox.items;
	}

	/** What was typed and not sent yet; survives a reload. */
	get draft(): string {
		return this.#writing.draft;
	}

	set draft(text: string) {
		this.#writing.draft = text;
	}

	/** Calls `listener` after each change of anything above; returns the undo. */
	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	/** Calls `listener` with each note of another admin that arrives. */
	onArrival(listener: (note: Note) => void): () => void {
		return this.#arrivals.add(listener);
	}

	start(): void {
		this.#writing.start();
		this.#leave = this.#options.environment.subscribe(() => this.#writing.outbox.wake());
	}

	stop(): void {
		this.#leave();
		this.#writing.stop();
		this.#log.stop();
	}

	/** Holds the notes of this span; see `NoteLog.cover`. */
	cover(span: TimeSpan): void {
		this.#log.cover(span);
	}

	/** Reads the page before one of `gaps`. */
	readBefore(gap: number): void {
		this.#log.readBefore(gap);
	}

	/** Takes a text for sending and forgets the draft. Returns why not, or null when taken. */
	send(text: string): SendProblem | null {
		return this.#writing.send(text);
	}

	/** Sends a failed note again. */
	retry(id: string): void {
		this.#writing.outbox.retry(id);
	}

	/** Drops a failed note. */
	discard(id: string): void {
		this.#writing.outbox.discard(id);
	}

	/** Deletes a note of the signed-in admin for all. @throws ChatError */
	async remove(id: string): Promise<void> {
		await this.#options.transport.remove(id);
		this.#log.drop(id);
	}

	/** Takes an event about a note of any chat. */
	onNote(note: Note): void {
		if (note.chatId !== this.chatId) return;
		const isNew = !this.#log.has(note.id);
		this.#log.add(note);
		if (isNew && note.adminId !== this.#options.adminId) this.#arrivals.call(note);
	}

	/** Takes an event about a note of any chat. */
	onNoteDeleted(id: string): void {
		this.#log.drop(id);
	}

	/** Reads again, and sends what waits: events may have been missed. */
	refresh(): void {
		this.#writing.outbox.wake();
		this.#log.refresh();
	}
}
