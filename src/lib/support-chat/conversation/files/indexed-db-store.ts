import { fileDatabase } from '../../core/files/file-database.ts';
import type { FileStore } from '../../core/files/file-store.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';

/** What a user's unsent files may take up in this browser; later ones last as long as the page. */
const MAX_BYTES = 200 * 1024 * 1024;
const MAX_MESSAGES = 50;
/** The files of a message this recent are kept by `sweep`: another tab may not have queued it yet. */
const RECENT_MS = 60 * 60_000;
/** Some browsers never answer when their database is damaged. */
const TIMEOUT_MS = 10_000;

const TABLE = 'messages';

interface StoredFiles {
	messageId: string;
	/** Milliseconds since 1970 by the browser's clock. */
	savedAt: number;
	files: readonly PreparedFile[];
}

const stores = new Map<string, IndexedDbStore>();

/** The page's store of a user's unsent files. */
export function fileStore(userId: string): FileStore {
	let store = stores.get(userId);
	if (!store) stores.set(userId, (store = new IndexedDbStore(userId)));
	return store;
}

/**
 * Keeps files in IndexedDB, and in memory those that it does not take. The database is open only while it
 * is used, so that it can be deleted at any time.
 */
class IndexedDbStore implements FileStore {
	readonly #userId: string;
	/** Files that are not in the database, or not yet. */
	readonly #memory = new Map<string, readonly PreparedFile[]>();
	/** One access after the other: a removal comes after the save before it. */
	#last: Promise<unknown> = Promise.resolve();

	constructor(userId: string) {
		this.#userId = userId;
	}

	async save(messageId: string, files: readonly PreparedFile[]): Promise<void> {
		this.#memory.set(messageId, files);
		const isSaved = await this.#access('readwrite', false, async (table) => {
			const others = await allBut(table, messageId);
			const bytes = others.reduce((sum, { files }) => sum + bytesOf(files), bytesOf(files));
			if (others.length >= MAX_MESSAGES || bytes > MAX_BYTES) return false;
			await done(table.put({ messageId, savedAt: Date.now(), files } satisfies StoredFiles));
			return true;
		});
		if (isSaved && this.#memory.get(messageId) === files) this.#memory.delete(messageId);
	}

	async load(messageId: string): Promise<readonly PreparedFile[]> {
		const inMemory = this.#memory.get(messageId);
		if (inMemory) return inMemory;
		return this.#access('readonly', [], async (table) => {
			const stored = (await done(table.get(messageId))) as StoredFiles | undefined;
			return stored?.files ?? [];
		});
	}

	async remove(messageId: string): Promise<void> {
		this.#memory.delete(messageId);
		await this.#access('readwrite', undefined, (table) => done(table.delete(messageId)));
	}

	async sweep(isUnsent: (messageId: string) => boolean): Promise<void> {
		await this.#access('readwrite', undefined, async (table) => {
			for (const { messageId, savedAt } of await allBut(table, null)) {
				const isRecent = Math.abs(Date.now() - savedAt) < RECENT_MS;
				if (!isRecent && !isUnsent(messageId)) await done(table.delete(messageId));
			}
		});
	}

	/** Runs `use` in a transaction; resolves to `otherwise` when that fails, as with a full disk. */
	#access<T>(
		mode: IDBTransactionMode,
		otherwise: T,
		use: (table: IDBObjectStore) => Promise<T>
	): Promise<T> {
		const run = () => within(TIMEOUT_MS, inTransaction(this.#userId, mode, use));
		const result = this.#last.then(run).catch(() => otherwise);
		this.#last = result;
		return result;
	}
}

async function inTransaction<T>(
	userId: string,
	mode: IDBTransactionMode,
	use: (table: IDBObjectStore) => Promise<T>
): Promise<T> {
	const opening = indexedDB.open(fileDatabase(userId));
	opening.onupgradeneeded = () => {
		opening.result.createObjectStore(TABLE, { keyPath: 'messageId' });
	};
	const database = await done(opening);
	try {
		const transaction = database.transaction(TABLE, mode);
		const completed = new Promise<void>((resolve, reject) => {
			transaction.oncomplete = () => resolve();
			transaction.onabort = () => reject(transaction.error ?? new Error('Aborted'));
		});
		// Its rejection is handled below, or is that of a request in `use`.
		completed.catch(() => {});
		const result = await use(transaction.objectStore(TABLE));
		await completed;
		return result;
	} finally {
		database.close();
	}
}

async function allBut(table: IDBObjectStore, messageId: string | null): Promise<StoredFiles[]> {
	const all = (await done(table.getAll())) as StoredFiles[];
	return all.filter((stored) => stored.messageId !== messageId);
}

function bytesOf(files: readonly PreparedFile[]): number {
	return files.reduce((sum, { blob, preview }) => sum + blob.size + (preview?.size ?? 0), 0);
}

function done<T>(request: IDBRequest<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		request.onsuccess = () => resolve(request.result);
		request.onerror = () => reject(request.error ?? new Error('The request failed'));
	});
}

function within<T>(ms: number, work: Promise<T>): Promise<T> {
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => reject(new Error('The database does not answer')), ms);
		void work.then(resolve, reject).finally(() => clearTimeout(timer));
	});
}
