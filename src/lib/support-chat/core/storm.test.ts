import { describe, expect, it } from 'vitest';
import { ChatError } from './chat-error.ts';
import { Conversation } from './conversation.ts';
import type { Message, ReadReceipt, SenderType } from './message.ts';
import { otherSide } from './message.ts';
import type { ChannelListener, ChatTransport, Draft } from './ports.ts';
import { FakeClock, FakeSurroundings, MemoryStore, message } from './test-support.ts';

/** Numbers between 0 and 1 that are the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
	};
}

/** One table, both sides' channels, and a network that does to each call and event what it likes. */
class StormyServer {
	readonly table: Message[] = [];
	readonly listeners = new Map<SenderType, ChannelListener>();
	/** How likely each call or event is to go wrong. */
	trouble = 0.35;
	readonly #clock: FakeClock;
	readonly #random: () => number;

	constructor(clock: FakeClock, random: () => number) {
		this.#clock = clock;
		this.#random = random;
	}

	transport(side: SenderType): ChatTransport {
		const page = (rows: Message[]) => this.#call(() => rows);
		return {
			fetchAfter: (seq, limit) => page(this.table.filter((m) => m.seq > seq).slice(0, limit)),
			fetchBefore: (seq, limit) =>
				page(this.table.filter((m) => seq === null || m.seq < seq).slice(-limit)),
			fetchReadMark: (senderType, fromSeq) => this.#call(() => this.#readMark(senderType, fromSeq)),
			send: (draft) => this.#call(() => this.#store(draft, side)),
			markRead: (upToSeq) => this.#call(() => this.#markRead(side, upToSeq)),
			subscribe: (listener) => {
				this.listeners.set(side, listener);
				listener.onStatus('joining');
				this.#later(() => this.listeners.get(side) === listener && listener.onStatus('joined'));
				return { wake: () => {}, close: () => this.listeners.delete(side) };
			}
		};
	}

	cut(side: SenderType): void {
		const listener = this.listeners.get(side);
		listener?.onStatus('lost');
		this.#later(() => this.listeners.get(side) === listener && listener?.onStatus('joined'));
	}

	#goesWrong(): boolean {
		return this.#random() < this.trouble;
	}

	#later(run: () => void): void {
		this.#clock.after(this.#random() * 3_000, run);
	}

	/** Late, never answered, refused before it was done, or done and not answered. */
	#call<T>(run: () => T): Promise<T> {
		return new Promise((resolve, reject) => {
			const lost = new ChatError('lost', {
				code: 'network',
				status: this.#random() < 0.5 ? 0 : 503
			});
			this.#later(() => {
				if (this.#goesWrong()) return this.#random() < 0.2 ? undefined : reject(lost);
				const answer = run();
				if (this.#goesWrong()) reject(lost);
				else this.#later(() => resolve(answer));
			});
		});
	}

	/** Lost, or once or twice, each at its own time. */
	#tell(event: (listener: ChannelListener) => void): void {
		for (const side of ['user', 'admin'] as const) {
			const times = this.#goesWrong() ? (this.#random() < 0.5 ? 0 : 2) : 1;
			for (let i = 0; i < times; i++) {
				this.#later(() => {
					const listener = this.listeners.get(side);
					if (listener) event(listener);
				});
			}
		}
	}

	#store({ id, content }: Draft, senderType: SenderType): Message {
		const known = this.table.find((m) => m.id === id);
		if (known) return known;
		const stored = message(this.table.length + 1, { id, content, senderType });
		this.table.push(stored);
		this.#tell((listener) => listener.onMessage(stored));
		return stored;
	}

	#markRead(reader: SenderType, upToSeq: number): void {
		const readAt = new Date(this.#clock.now());
		for (const [index, m] of this.table.entries()) {
			if (m.seq <= upToSeq && m.senderType !== reader && !m.readAt) {
				this.table[index] = { ...m, readAt };
			}
		}
		this.#tell((listener) => listener.onRead({ reader, upToSeq, readAt }));
	}

	#readMark(senderType: SenderType, fromSeq: number): ReadReceipt | null {
		const last = this.table.findLast((m) => m.senderType === senderType && m.readAt);
		if (!last?.readAt || last.seq < fromSeq) return null;
		return { reader: otherSide(senderType), upToSeq: last.seq, readAt: last.readAt };
	}
}

async function storm(seed: number) {
	const random = randomFrom(seed);
	const clock = new FakeClock();
	const server = new StormyServer(clock, random);
	let nextId = 0;
	const sides = (['user', 'admin'] as const).map((side) => {
		const store = new MemoryStore();
		const surroundings = new FakeSurroundings();
		const open = () => {
			const conversation = new Conversation({
				chatId: 'chat',
				userId: side,
				side,
				transport: server.transport(side),
				clock,
				storage: store,
				surroundings,
				createId: () => `id-${++nextId}`,
				random
			});
			conversation.start();
			conversation.setReading(true);
			return conversation;
		};
		return { side, surroundings, open, conversation: open(), sent: [] as string[] };
	});
	for (let step = 0; step < 60; step++) {
		const one = sides[random() < 0.5 ? 0 : 1]!;
		const dice = random();
		if (dice < 0.5) {
			const text = `${one.side} ${step}`;
			one.sent.push(text);
			one.conversation.send(text);
		} else if (dice < 0.6) server.cut(one.side);
		else if (dice < 0.7) one.surroundings.set({ online: !one.surroundings.online });
		else if (dice < 0.8) {
			// The page is reloaded.
			one.conversation.stop();
			one.conversation = one.open();
		}
		await clock.pass(random() * 2_500);
	}
	server.trouble = 0;
	for (const one of sides) one.surroundings.set({ online: true });
	await clock.pass(300_000);
	return { sides, server };
}

describe('after a storm', () => {
	it.each(Array.from({ length: 40 }, (_, i) => i + 1))(
		'both sides show each message once, in order, and all is read (seed %i)',
		async (seed) => {
			const { sides, server } = await storm(seed);
			const ids = server.table.map((m) => m.id);
			expect(new Set(ids).size).toBe(ids.length);
			for (const { side, conversation, sent } of sides) {
				const written = server.table.filter((m) => m.senderType === side);
				expect(written.map((m) => m.content)).toEqual(sent);
				expect(conversation.messages.map((m) => m.id)).toEqual(ids);
				expect(conversation.outgoing).toEqual([]);
				expect(conversation.connection).toBe('connected');
				expect(conversation.messages.every((m) => m.readAt !== null)).toBe(true);
			}
		}
	);
});
