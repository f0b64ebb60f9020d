import type { Picture } from '../../core/files/attachment.ts';
import type { FileAddresses } from '../../core/files/file-addresses.ts';
import { fileProblem, type AttachmentLimits, type FileProblem } from '../../core/files/limits.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import type { KeptFiles } from '../../core/sending/kept-files.ts';
import { randomId } from '../../core/random-id.ts';
import type { ReactiveValue } from '../reactive-value.ts';

/** A file that was chosen, as it is shown above the field. */
export interface TrayFile {
	readonly id: string;
	readonly name: string;
	readonly sizeBytes: number;
	readonly mimeType: string;
	/** Null while it is being prepared, and when it could not be read. */
	readonly prepared: PreparedFile | null;
	/** It could not be read. */
	readonly isLost: boolean;
	/** Where its picture may be loaded from; null when it has none. */
	readonly picture: string | null;
}

/** Why nothing was taken, or not all. */
export type TrayNotice = 'too-many' | 'none' | 'note';

/** Pictures to look through in full. */
export interface Album {
	readonly pictures: readonly Picture[];
	/** Index of the first one to show. */
	readonly start: number;
	readonly addresses: ReactiveValue<FileAddresses>;
}

export interface FileTrayOptions {
	/** Makes a file ready to be sent. Rejects when it cannot be read. */
	prepare(file: File): Promise<PreparedFile>;
}

/** More than any project accepts for a message. */
const MOST = 50;

/** The files that are to be sent with the next message. */
export class FileTray {
	readonly #options: FileTrayOptions;
	#files = $state.raw<readonly TrayFile[]>([]);
	#limits = $state.raw<AttachmentLimits | null>(null);
	#awaitsLimits = $state(true);
	#notice = $state<TrayNotice | null>(null);
	#isOver = $state(false);
	#isNote = $state(false);
	#held: (() => void) | null = null;
	/** Where the files are kept; null until that is known. */
	#kept: Pick<KeptFiles, 'take' | 'keep'> | null = null;
	#album = $state.raw<Album | null>(null);

	constructor(options: FileTrayOptions) {
		this.#options = options;
	}

	get files(): readonly TrayFile[] {
		return this.#files;
	}

	/** What the project accepts; null when it is unknown. */
	get limits(): AttachmentLimits | null {
		return this.#limits;
	}

	get notice(): TrayNotice | null {
		return this.#notice;
	}

	/** A note is being written, which takes no files. */
	get isNote(): boolean {
		return this.#isNote;
	}

	/** Files are dragged over the chat. */
	get isOver(): boolean {
		return this.#isOver;
	}

	/** The pictures that are shown in full. */
	get album(): Album | null {
		return this.#album;
	}

	/** Whether something is, or may soon be, ready to be sent. */
	get isFilled(): boolean {
		return this.#files.some((file) => !this.problemOf(file));
	}

	/** What is chosen is not ready yet. */
	get isBusy(): boolean {
		const isUnready = this.#files.some(({ prepared, isLost }) => !prepared && !isLost);
		return isUnready || (this.#awaitsLimits && this.#files.length > 0);
	}

	/** What can be sent. */
	get ready(): readonly PreparedFile[] {
		return this.#files.flatMap((file) => (this.problemOf(file) ? [] : (file.prepared ?? [])));
	}

	/** Why a file will not be sent; null when it will. */
	problemOf({ prepared, isLost }: TrayFile): FileProblem | 'lost' | null {
		if (isLost) return 'lost';
		return prepared && this.#limits && fileProblem(prepared, this.#limits);
	}

	/** Sets what the project accepts, or null when that cannot be found out: the server decides in any case. */
	setLimits(limits: AttachmentLimits | null): void {
		this.#limits = limits;
		this.#awaitsLimits = false;
		this.#cut();
	}

	/** Whether sending has to wait until the files are ready; `send` is called by `release` then. */
	holds(send: () => void): boolean {
		const waits = this.isBusy && !this.#isNote;
		if (waits) this.#held = send;
		return waits;
	}

	/** Sends what waited for the files. */
	release(): void {
		const held = this.#held;
		this.#held = null;
		held?.();
	}

	add(files: readonly File[]): void {
		if (files.length === 0) return;
		this.#notice = this.#isNote ? 'note' : null;
		if (this.#notice) return;
		const added = files.map((file) => ({ file, entry: entryOf(file) }));
		this.#set([...this.#files, ...added.map(({ entry }) => entry)]);
		this.#cut();
		for (const { file, entry } of added) void this.#prepare(file, entry.id);
	}

	/** Takes files back from a message that was not sent. */
	putBack(files: readonly PreparedFile[]): void {
		const known = new Set(this.#files.map(({ prepared }) => prepared?.id));
		const back = files.filter(({ id }) => !known.has(id)).map(preparedEntry);
		this.#set([...back, ...this.#files]);
		this.#cut();
	}

	remove(id: string): void {
		this.#notice = null;
		this.#keep((file) => file.id !== id);
	}

	clear(): void {
		this.#notice = null;
		this.#keep(() => false);
	}

	/** Keeps the files there, and takes those that were chosen before: in front, as from a message. */
	follow(kept: Pick<KeptFiles, 'take' | 'keep'>): void {
		if (kept === this.#kept) return;
		// The chat was replaced by another, which has them now.
		this.#kept?.keep([]);
		this.#kept = kept;
		void kept.take().then((files) => {
			if (kept === this.#kept) this.putBack(files);
		});
	}

	/** To be called when it is no longer shown: drops the files, which stay where they are kept. */
	close(): void {
		this.#kept = null;
		this.clear();
	}

	/** Says no more why something was not taken. */
	dismiss(): void {
		this.#notice = null;
	}

	/** Begins or ends the writing of a note. */
	setNote(isNote: boolean): void {
		this.#isNote = isNote;
		this.#notice = null;
	}

	/** Files are dragged over the chat, or no longer. */
	setOver(isOver: boolean): void {
		this.#isOver = isOver;
	}

	/** Shows pictures in full; null for no longer. */
	show(album: Album | null): void {
		this.#album = album;
	}

	async #prepare(file: File, id: string): Promise<void> {
		let entry: TrayFile;
		try {
			entry = preparedEntry(await this.#options.prepare(file));
		} catch {
			entry = { ...entryOf(file), isLost: true };
		}
		if (this.#files.every((known) => known.id !== id)) revoke(entry);
		else this.#set(this.#files.map((known) => (known.id === id ? { ...entry, id } : known)));
	}

	/** Keeps as many as a message may have. */
	#cut(): void {
		const most = this.#limits?.perMessage ?? MOST;
		if (this.#files.length <= most) return;
		this.#notice = most === 0 ? 'none' : 'too-many';
		const kept = new Set(this.#files.slice(0, most));
		this.#keep((file) => kept.has(file));
	}

	#keep(isKept: (file: TrayFile) => boolean): void {
		for (const file of this.#files) if (!isKept(file)) revoke(file);
		this.#set(this.#files.filter(isKept));
	}

	#set(files: readonly TrayFile[]): void {
		this.#files = files;
		this.#kept?.keep(this.ready);
	}
}

function entryOf({ name, size, type }: File): TrayFile {
	const facts = { name, sizeBytes: size, mimeType: type };
	return { ...facts, id: randomId(), prepared: null, isLost: false, picture: null };
}

function preparedEntry(prepared: PreparedFile): TrayFile {
	const { id, name, sizeBytes, mimeType, preview } = prepared;
	const picture = preview && URL.createObjectURL(preview);
	return { id, name, sizeBytes, mimeType, prepared, isLost: false, picture };
}

function revoke({ picture }: TrayFile): void {
	if (picture) URL.revokeObjectURL(picture);
}
