import { withDeadline } from '../deadline.ts';
import { Listeners } from '../listeners.ts';
import type { AttachmentPort, AttachmentState } from './attachment-port.ts';
import type { Clock } from '../ports.ts';
import { retryDelay } from '../sync/retry-delay.ts';

/** 'asking' while nothing is known, 'failed' after several tries; otherwise as the server says. */
export type FileState = AttachmentState | 'asking' | 'failed';

/** What is known of a file. */
export interface FileView {
	readonly state: FileState;
	/** Where it may be read; '' unless it is ready. */
	readonly url: string;
}

/** Paths are collected for so long before the server is asked: a list draws many pictures at once. */
const BATCH_MS = 20;
const MAX_PATHS = 100;
/** An address with less time left is asked for again. */
const SPARE_MS = 30_000;
const MAX_FAILURES = 4;
const FIRST_CHECK_MS = 5_000;
const LONGEST_CHECK_MS = 60_000;

const ASKING: FileView = { state: 'asking', url: '' };

export interface FileAddressesOptions {
	port(): Promise<Pick<AttachmentPort, 'sign' | 'states'>>;
	clock: Clock;
}

/**
 * The addresses of a conversation's files, which end after some minutes. Asks for them in batches, again
 * when one has ended or did not load, and now and then while the host checks a file.
 */
export class FileAddresses {
	readonly #options: FileAddressesOptions;
	readonly #views = new Map<string, FileView>();
	readonly #changes = new Listeners();
	readonly #ends = new Map<string, number>();
	/** How often each was watched, and how often it was asked for in vain. */
	readonly #watched = new Map<string, number>();
	readonly #failures = new Map<string, number>();
	#wanted = new Set<string>();
	#batch: Promise<void> | null = null;

	constructor(options: FileAddressesOptions) {
		this.#options = options;
	}

	/** Calls `listener` after each change of what is known; returns the undo. */
	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	/** What is known of a file. */
	of(path: string): FileView {
		return this.#views.get(path) ?? ASKING;
	}

	/** Keeps a file's state up to date, and asks for its address; returns the undo. */
	watch(path: string): () => void {
		this.#watched.set(path, (this.#watched.get(path) ?? 0) + 1);
		if (!this.isFresh(path)) void this.#ask(path);
		return () => {
			const others = (this.#watched.get(path) ?? 1) - 1;
			if (others > 0) this.#watched.set(path, others);
			else this.#watched.delete(path);
		};
	}

	/** Whether the address that is known lasts a while longer. */
	isFresh(path: string): boolean {
		return (this.#ends.get(path) ?? 0) - this.#options.clock.date() > SPARE_MS;
	}

	/** An address that lasts a while longer; '' when there is none. */
	async fresh(path: string): Promise<string> {
		if (!this.isFresh(path)) await this.#ask(path);
		return this.of(path).url;
	}

	/** Asks again, since what is there did not load. */
	renew(path: string): void {
		this.#fail(path);
	}

	/** Asks again because somebody wants it to. */
	retry(path: string): void {
		this.#failures.delete(path);
		this.#set(path, ASKING);
		void this.#ask(path);
	}

	#ask(path: string): Promise<void> {
		this.#wanted.add(path);
		return (this.#batch ??= new Promise((resolve) => {
			this.#options.clock.after(BATCH_MS, () => {
				const paths = [...this.#wanted];
				this.#wanted = new Set();
				this.#batch = null;
				resolve(this.#askAll(paths));
			});
		}));
	}

	async #askAll(paths: readonly string[]): Promise<void> {
		for (let from = 0; from < paths.length; from += MAX_PATHS) {
			const some = paths.slice(from, from + MAX_PATHS);
			try {
				await this.#look(some);
			} catch {
				for (const path of some) this.#fail(path);
			}
		}
	}

	/** Asks for addresses, and about the files that have none. @throws ChatError */
	async #look(paths: readonly string[]): Promise<void> {
		const { clock } = this.#options;
		const port = await this.#options.port();
		const addresses = await withDeadline(clock, (signal) => port.sign(paths, signal));
		for (const [path, { url, expiresAt }] of addresses) {
			this.#failures.delete(path);
			this.#ends.set(path, expiresAt);
			this.#set(path, { state: 'ready', url });
		}
		const others = paths.filter((path) => !addresses.has(path));
		if (others.length === 0) return;
		const asked = [...new Set(others.map(ownPath))];
		const states = await withDeadline(clock, (signal) => port.states(asked, signal));
		for (const path of others) this.#take(path, states.get(ownPath(path)) ?? 'gone');
	}

	#take(path: string, state: AttachmentState): void {
		// Allowed in the meantime, or its object has yet to appear.
		if (state === 'ready') return this.#fail(path);
		this.#set(path, { state, url: '' });
		if (state !== 'checking') return;
		const checks = this.#failures.get(path) ?? 0;
		this.#failures.set(path, checks + 1);
		this.#askIn(Math.min(LONGEST_CHECK_MS, FIRST_CHECK_MS * 2 ** checks), path);
	}

	#fail(path: string): void {
		const failures = this.#failures.get(path) ?? 0;
		this.#failures.set(path, failures + 1);
		this.#ends.delete(path);
		if (failures >= MAX_FAILURES) this.#set(path, { state: 'failed', url: '' });
		else this.#askIn(retryDelay(failures), path);
	}

	#set(path: string, view: FileView): void {
		this.#views.set(path, view);
		this.#changes.call();
	}

	#askIn(ms: number, path: string): void {
		this.#options.clock.after(ms, () => {
			if (this.#watched.has(path)) void this.#ask(path);
		});
	}
}

/** The file that a preview belongs to: the server knows the states of files. */
function ownPath(path: string): string {
	return path.replace(/\.preview$/, '');
}
