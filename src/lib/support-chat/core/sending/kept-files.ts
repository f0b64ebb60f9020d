import type { FileStore } from '../files/file-store.ts';
import type { PreparedFile } from '../files/outgoing-file.ts';
import type { KeyValueStore } from '../ports.ts';

export interface KeptFilesOptions {
	store: FileStore;
	/** Where the files are noted, so that a page without any need not open `store`. */
	storage: KeyValueStore;
	/** Key prefix of the notes: see `draftFileKeys`. */
	prefix: string;
	createId(): string;
	/** Makes files this page's until the returned function is called; null while they are another page's. */
	claim(id: string): Promise<(() => void) | null>;
}

interface Entry {
	release(): void;
	/** It could be noted. */
	isNoted: boolean;
}

/**
 * The files that this page has chosen for its next message in one chat. They outlive the page where the
 * browser allows it; each page has its own, and takes over those of pages that are gone.
 */
export class KeptFiles {
	readonly #options: KeptFilesOptions;
	/** What this page has in the store, by id. */
	readonly #own = new Map<string, Entry>();
	#files: readonly PreparedFile[] = [];
	/** Ids of the files as they were last saved. */
	#saved = '';
	/** One access after the other. Never rejects. */
	#work: Promise<unknown> = Promise.resolve();

	constructor(options: KeptFilesOptions) {
		this.#options = options;
	}

	/** This page's files, and from now on those that pages which are gone have left. */
	take(): Promise<readonly PreparedFile[]> {
		// Not those that are kept while it looks: its caller has them.
		const known = this.#files;
		const found = [...known];
		return this.#run(async () => {
			const noted = this.#noted();
			for (const [id, { isNoted }] of this.#own) {
				if (!isNoted || noted.includes(id)) continue;
				// The user's data has been removed from this browser.
				found.length = 0;
				if (this.#files === known) this.#files = [];
				this.#let(id);
			}
			for (const id of noted) if (!this.#own.has(id)) found.push(...(await this.#adopt(id)));
			return found;
		});
	}

	/** Keeps these in place of the ones before. */
	keep(files: readonly PreparedFile[]): void {
		this.#files = files;
		// At once: what was sent must not come back, even if the page is left now.
		if (files.length === 0) for (const id of this.#own.keys()) this.#unnote(id);
		void this.#run(() => this.#save(files));
	}

	async #adopt(id: string): Promise<readonly PreparedFile[]> {
		const release = await this.#options.claim(id);
		if (!release) return [];
		// Their page may have sent them meanwhile.
		const files = this.#noted().includes(id) ? await this.#options.store.load(id) : [];
		this.#own.set(id, { release, isNoted: true });
		if (files.length === 0) this.#let(id);
		return files;
	}

	async #save(files: readonly PreparedFile[]): Promise<void> {
		// Later ones are about to be saved.
		if (files !== this.#files) return;
		const ids = files.map(({ id }) => id).join();
		const old = [...this.#own.keys()];
		if (ids === this.#saved && old.length === (ids ? 1 : 0)) return;
		this.#saved = ids;
		if (files.length > 0)
			await this.#options.store.save(old.shift() ?? (await this.#begin()), files);
		for (const id of old) {
			await this.#options.store.remove(id);
			this.#let(id);
		}
	}

	/** A new entry of this page's, which is claimed before others can know of it. */
	async #begin(): Promise<string> {
		const { claim, createId, prefix, storage } = this.#options;
		const id = createId();
		const entry: Entry = { release: (await claim(id)) ?? (() => {}), isNoted: true };
		this.#own.set(id, entry);
		try {
			storage.set(prefix + id, '');
		} catch {
			// Full or blocked: they last as long as the page.
			entry.isNoted = false;
		}
		return id;
	}

	#let(id: string): void {
		this.#unnote(id);
		this.#own.get(id)?.release();
		this.#own.delete(id);
		this.#saved = '';
	}

	#unnote(id: string): void {
		try {
			this.#options.storage.remove(this.#options.prefix + id);
		} catch {
			// Blocked: then nothing is noted.
		}
	}

	#noted(): string[] {
		const { prefix, storage } = this.#options;
		try {
			return storage.keys(prefix).map((key) => key.slice(prefix.length));
		} catch {
			return [...this.#own.keys()];
		}
	}

	#run<T>(work: () => Promise<T>): Promise<T> {
		const result = this.#work.then(work);
		this.#work = result.catch(() => {});
		return result;
	}
}
