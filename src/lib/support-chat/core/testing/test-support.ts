/** Test doubles: a manual clock, a store, a page environment; and messages. */
import { Listeners } from '../listeners.ts';
import type { Message } from '../message.ts';
import type { Clock, KeyValueStore, PageEnvironment } from '../ports.ts';

/** Waits until pending promise callbacks have run. */
export async function settled(): Promise<void> {
	for (let i = 0; i < 50; i++) await Promise.resolve();
}

/** A clock that stands until `pass` moves it. */
export class FakeClock implements Clock {
	#now = Date.UTC(2026, 0, 29, 10, 0);
	#timers: { at: number; run: () => void }[] = [];

	now(): number {
		return this.#now;
	}

	date(): number {
		return this.#now;
	}

	after(ms: number, run: () => void): () => void {
		const timer = { at: this.#now + ms, run };
		this.#timers.push(timer);
		return () => {
			this.#timers = this.#timers.filter((other) => other !== timer);
		};
	}

	/** Advances the clock by `ms` milliseconds, timer by timer. */
	async pass(ms: number): Promise<void> {
		await settled();
		const end = this.#now + ms;
		for (;;) {
			const next = this.#timers.sort((a, b) => a.at - b.at)[0];
			if (!next || next.at > end) break;
			this.#timers.shift();
			this.#now = next.at;
			next.run();
			await settled();
		}
		this.#now = end;
	}
}

/** Storage in memory, which several tabs of a test may share. */
export class MemoryStore implements KeyValueStore {
	readonly entries = new Map<string, string>();
	readonly #changes = new Listeners<[string]>();

	get(key: string): string | null {
		return this.entries.get(key) ?? null;
	}

	set(key: string, value: string): void {
		this.entries.set(key, value);
		this.#changes.call(key);
	}

	remove(key: string): void {
		this.entries.delete(key);
		this.#changes.call(key);
	}

	keys(prefix: string): string[] {
		return [...this.entries.keys()].filter((key) => key.startsWith(prefix));
	}

	/** Unlike a browser, also notifies the tab that made the change. */
	watch(key: string, listener: () => void): () => void {
		return this.#changes.add((changed) => {
			if (changed === key) listener();
		});
	}
}

/** A page that is visible and online until a test says otherwise. */
export class FakePageEnvironment implements PageEnvironment {
	online = true;
	visible = true;
	readonly #changes = new Listeners();

	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	set(change: { online?: boolean; visible?: boolean }): void {
		Object.assign(this, change);
		this.#changes.call();
	}
}

/** A message of a chat; `seq` also determines its id and text. */
export function message(seq: number, facts: Partial<Message> = {}): Message {
	return {
		id: `m${seq}`,
		chatId: 'chat',
		seq,
		content: `message ${seq}`,
		senderType: 'admin',
		adminId: null,
		senderName: null,
		attachments: [],
		readAt: null,
		createdAt: new Date(Date.UTC(2026, 0, 29, 9) + seq * 1000),
		...facts
	};
}
