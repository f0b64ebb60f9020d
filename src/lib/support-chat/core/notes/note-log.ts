import { withDeadline } from '../deadline.ts';
import type { Clock } from '../ports.ts';
import { retryDelay } from '../sync/retry-delay.ts';
import { NOTE_PAGE_SIZE, type NoteTransport, type TimeSpan } from './note-ports.ts';
import type { Note } from './note.ts';

export interface NoteLogOptions {
	transport: Pick<NoteTransport, 'fetch'>;
	clock: Clock;
	/** Called with the id of each note that is known to be in the table. */
	onStored(id: string): void;
	onChange(): void;
	random?: (() => number) | undefined;
}

/** A part of the span that is not read yet. */
interface Missing extends TimeSpan {
	/** It is read without being asked for. */
	readonly auto: boolean;
}

/**
 * The notes of one time span of a chat: that of the messages on the screen. Where the span grows, only what is new is
 * read, newest first and one page at a time: what lies before a full page waits for `readBefore`.
 */
export class NoteLog {
	readonly #options: NoteLogOptions;
	#span: TimeSpan | null = null;
	#notes: readonly Note[] = [];
	#missing: readonly Missing[] = [];
	/** What is held may differ from the table. */
	#stale = false;
	#running = false;
	#stopped = false;
	#failures = 0;
	/** Notes that were added, or deleted (null), during the read under way, whose answer may be older. */
	readonly #meanwhile = new Map<string, Note | null>();
	#cancelRetry: () => void = () => {};

	constructor(options: NoteLogOptions) {
		this.#options = options;
	}

	/** Oldest first. Replaced at each change, never altered. */
	get notes(): readonly Note[] {
		return this.#notes;
	}

	/** Times before which there are notes that were not read, in ms since 1970. */
	get gaps(): readonly number[] {
		return this.#missing.filter(({ auto }) => !auto).map(({ to }) => to);
	}

	has(id: string | undefined): boolean {
		return this.#notes.some((note) => note.id === id);
	}

	/** Holds the notes of this span, and no others. */
	cover(span: TimeSpan): void {
		const held = this.#span;
		if (held && held.from === span.from && held.to === span.to) return;
		this.#span = span;
		if (!held || span.to < held.from || span.from > held.to) {
			this.#notes = [];
			this.#missing = [{ ...span, auto: true }];
		} else {
			this.#notes = this.#notes.filter((note) => isIn(span, note));
			this.#missing = [
				...this.#missing.flatMap((part) => cut(part, span)),
				...cut({ from: span.from, to: held.from, auto: true }, { from: span.from, to: held.from }),
				...cut({ from: held.to, to: span.to, auto: true }, { from: held.to, to: span.to })
			];
		}
		this.#options.onChange();
		void this.#run();
	}

	/** Reads the page before one of `gaps`. */
	readBefore(gap: number): void {
		this.#missing = this.#missing.map((part) => (part.to === gap ? { ...part, auto: true } : part));
		this.#options.onChange();
		void this.#run();
	}

	/** Reads again what is held, the newest first: notes may have been added or deleted. */
	refresh(): void {
		this.#stale = this.#span !== null;
		void this.#run();
	}

	/** Takes a note that is in the table. */
	add(note: Note): void {
		this.#options.onStored(note.id);
		if (!this.#span || !isIn(this.#span, note)) return;
		if (this.#running) this.#meanwhile.set(note.id, note);
		this.#take([note]);
	}

	/** Drops a note that was deleted from the table. */
	drop(id: string): void {
		if (this.#running) this.#meanwhile.set(id, null);
		if (!this.has(id)) return;
		this.#notes = this.#notes.filter((note) => note.id !== id);
		this.#options.onChange();
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelRetry();
	}

	/** Reads until nothing is stale or missing. Reads never overlap. */
	async #run(): Promise<void> {
		if (this.#running || this.#stopped) return;
		this.#cancelRetry();
		this.#running = true;
		try {
			while (!this.#stopped) {
				const part = this.#missing.find(({ auto }) => auto);
				if (part) await this.#readPart(part);
				else if (this.#stale) await this.#readAgain();
				else break;
				this.#failures = 0;
			}
		} catch {
			// The dot shows the connection.
			this.#cancelRetry = this.#options.clock.after(
				retryDelay(this.#failures++, this.#options.random),
				() => void this.#run()
			);
		}
		this.#running = false;
	}

	async #readPart(part: Missing): Promise<void> {
		this.#meanwhile.clear();
		const page = await this.#fetch(part);
		// Its span was left, or has changed.
		if (!this.#missing.includes(part)) return;
		const rest = isFull(page) ? [{ ...part, to: timeOf(page[0]!), auto: false }] : [];
		this.#missing = this.#missing.flatMap((each) => (each === part ? rest : each));
		this.#take(page);
	}

	/** Reads as many notes as are held; what is before them counts as not read. */
	async #readAgain(): Promise<void> {
		const span = this.#span!;
		const wanted = this.#notes.length;
		this.#stale = false;
		this.#meanwhile.clear();
		const read = new Map<string, Note>();
		let rest: Missing | null = { ...span, auto: false };
		try {
			while (rest && (read.size === 0 || read.size < wanted)) {
				const page: Note[] = await this.#fetch(rest);
				const known = read.size;
				for (const note of page) read.set(note.id, note);
				const goesOn = isFull(page) && read.size > known;
				rest = goesOn ? { ...rest, to: timeOf(page[0]!) } : null;
			}
		} catch (error) {
			this.#stale = true;
			throw error;
		}
		if (span !== this.#span) {
			this.#stale = true;
			return;
		}
		this.#notes = [];
		this.#missing = rest ? [rest] : [];
		this.#take([...read.values()]);
	}

	#fetch({ from, to }: TimeSpan): Promise<Note[]> {
		const { clock, transport } = this.#options;
		return withDeadline(clock, (signal) => transport.fetch({ from, to }, NOTE_PAGE_SIZE, signal));
	}

	#take(notes: readonly Note[]): void {
		const all = new Map(this.#notes.map((note) => [note.id, note]));
		for (const note of notes) {
			if (!all.has(note.id)) all.set(note.id, note);
			this.#options.onStored(note.id);
		}
		for (const [id, note] of this.#meanwhile) {
			if (note) all.set(id, note);
			else all.delete(id);
		}
		this.#notes = [...all.values()]
			.filter((note) => isIn(this.#span!, note))
			.sort((a, b) => timeOf(a) - timeOf(b) || (a.id < b.id ? -1 : 1));
		this.#options.onChange();
	}
}

const isFull = (page: readonly Note[]): boolean => page.length >= NOTE_PAGE_SIZE;
const timeOf = (note: Note): number => note.createdAt.getTime();

function isIn({ from, to }: TimeSpan, note: Note): boolean {
	return timeOf(note) >= from && timeOf(note) <= to;
}

/** The part within a span; nothing when they do not meet. */
function cut(part: Missing, span: TimeSpan): Missing[] {
	const from = Math.max(part.from, span.from);
	const to = Math.min(part.to, span.to);
	if (from === part.from && to === part.to) return from < to ? [part] : [];
	return from < to ? [{ ...part, from, to }] : [];
}
