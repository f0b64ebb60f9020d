import type { KeyValueStore, PageEnvironment } from '../ports.ts';

/** Locks between the tabs of one browser; a tab that ends loses its own. */
export interface Locks {
	/** Runs `work` while no other tab runs something under the same name. */
	alone<T>(name: string, work: () => T): Promise<T>;
	/** Takes a lock and keeps it for some seconds; false when another tab has it. */
	keep(name: string): Promise<boolean>;
	/** Holds a lock that many may hold at once; returns how to let it go. */
	share(name: string): () => void;
	/** Whether any tab holds it. */
	isShared(name: string): Promise<boolean>;
}

export interface TabLeaderOptions {
	/** Tabs of one scope agree among themselves; others do not matter to them. */
	scope: string;
	/** Null where the browser has none. */
	locks: Locks | null;
	storage: KeyValueStore;
	environment: PageEnvironment;
}

/** So many chats are remembered: the inbox has many. */
const REMEMBERED_CHATS = 50;

/**
 * Decides which tab makes itself heard when a message arrives: one that is looked at if there is one,
 * and of several the first to ask. What was told once is not told again by a tab that hears of it
 * later, such as one that was asleep.
 */
export class TabLeader {
	readonly #options: TabLeaderOptions;
	readonly #lookedAt: string;
	readonly #key: string;
	#evict: (() => void) | null = null;
	#stopWatching: () => void = () => {};

	constructor(options: TabLeaderOptions) {
		this.#options = options;
		this.#lookedAt = `support-chat:looked-at:${options.scope}`;
		this.#key = `support-chat:told:${options.scope}`;
	}

	start(): void {
		this.#stopWatching = this.#options.environment.subscribe(() => this.#look());
		this.#look();
	}

	stop(): void {
		this.#stopWatching();
		this.#evict?.();
		this.#evict = null;
	}

	/** True when this tab is to tell of the chat's messages up to `seq`; true once among all tabs. */
	async claim(chatId: string, seq: number): Promise<boolean> {
		const { locks, environment } = this.#options;
		// Without locks nobody can know what the other tabs are about, but one is looked at.
		if (!locks) return environment.visible && this.#take(chatId, seq);
		if (!environment.visible && (await locks.isShared(this.#lookedAt))) return false;
		// What a tab writes into the storage reaches the others a little later; its lock is there at once.
		if (!(await locks.keep(`${this.#key}:${chatId}:${seq}`))) return false;
		return locks.alone(this.#key, () => this.#take(chatId, seq));
	}

	#look(): void {
		const { locks, environment } = this.#options;
		if (environment.visible) this.#evict ??= locks?.share(this.#lookedAt) ?? null;
		else {
			this.#evict?.();
			this.#evict = null;
		}
	}

	#take(chatId: string, seq: number): boolean {
		const told = this.#read();
		const before = told.find(([id]) => id === chatId);
		if (before && before[1] >= seq) return false;
		const others = told.filter((entry) => entry !== before).slice(-REMEMBERED_CHATS + 1);
		try {
			const entries = [...others, [chatId, seq]];
			this.#options.storage.set(this.#key, JSON.stringify(entries));
		} catch {
			// Full or forbidden: better told by two tabs than by none.
		}
		return true;
	}

	/** The last message told of each chat; what is not ours to read counts as nothing. */
	#read(): [string, number][] {
		try {
			const entries: unknown = JSON.parse(this.#options.storage.get(this.#key) ?? '[]');
			return Array.isArray(entries) ? entries.filter(isEntry) : [];
		} catch {
			return [];
		}
	}
}

function isEntry(entry: unknown): entry is [string, number] {
	return Array.isArray(entry) && typeof entry[0] === 'string' && typeof entry[1] === 'number';
}
