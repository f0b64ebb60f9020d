import type { KeyValueStore, PageEnvironment } from '../ports.ts';
import { shareWhileVisible, visibleLock } from './visible-lock.ts';

/** Locks shared by the tabs of one browser; a closed tab releases its own. */
export interface Locks {
	/** Runs `work` while no other tab runs anything under the same name. */
	alone<T>(name: string, work: () => T): Promise<T>;
	/** Takes a lock and keeps it for some seconds; false when another tab has it. */
	keep(name: string): Promise<boolean>;
	/** Takes a shared lock; returns the function that releases it. */
	share(name: string): () => void;
	/** Whether any tab holds the shared lock. */
	isShared(name: string): Promise<boolean>;
}

export interface TabLeaderOptions {
	/** Tabs of one scope coordinate; scopes are independent. */
	scope: string;
	/** Null in a browser without Web Locks. */
	locks: Locks | null;
	storage: KeyValueStore;
	environment: PageEnvironment;
}

/** Chats whose last alert is remembered: the inbox has many. */
const REMEMBERED_CHATS = 50;

/**
 * Decides which tab alerts when a message arrives: a visible one if there is one, and of several the
 * first to ask. A tab that receives the message later, such as one that was frozen, does not alert again.
 */
export class TabLeader {
	readonly #options: TabLeaderOptions;
	readonly #key: string;
	#stopSharing: () => void = () => {};

	constructor(options: TabLeaderOptions) {
		this.#options = options;
		this.#key = `support-chat:told:${options.scope}`;
	}

	start(): void {
		const { scope, locks, environment } = this.#options;
		if (locks) this.#stopSharing = shareWhileVisible(scope, locks.share, environment);
	}

	stop(): void {
		this.#stopSharing();
	}

	/** Whether this tab is to alert to the chat's messages up to `seq`; true in one tab only, and once. */
	async claim(chatId: string, seq: number): Promise<boolean> {
		const { scope, locks, environment } = this.#options;
		// Without Web Locks only the visible tab alerts.
		if (!locks) return environment.visible && this.#take(chatId, seq);
		if (!environment.visible && (await locks.isShared(visibleLock(scope)))) return false;
		// A write to the storage reaches other tabs with a delay, a lock at once.
		if (!(await locks.keep(`${this.#key}:${chatId}:${seq}`))) return false;
		return locks.alone(this.#key, () => this.#take(chatId, seq));
	}

	#take(chatId: string, seq: number): boolean {
		const alerted = this.#read();
		const before = alerted.find(([id]) => id === chatId);
		if (before && before[1] >= seq) return false;
		const others = alerted.filter((entry) => entry !== before).slice(-REMEMBERED_CHATS + 1);
		try {
			const entries = [...others, [chatId, seq]];
			this.#options.storage.set(this.#key, JSON.stringify(entries));
		} catch {
			// Full or blocked: an alert in two tabs is better than none.
		}
		return true;
	}

	/** `seq` of each chat's last alert; entries of any other shape are ignored. */
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
