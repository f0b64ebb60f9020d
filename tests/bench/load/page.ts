import { browserClock } from '../../../src/lib/support-chat/conversation/browser/browser-ports.ts';
import { Conversation } from '../../../src/lib/support-chat/core/conversation.ts';
import type { Message } from '../../../src/lib/support-chat/core/message.ts';
import type { ChatTransport } from '../../../src/lib/support-chat/core/ports.ts';
import {
	FakePageEnvironment,
	MemoryStore
} from '../../../src/lib/support-chat/core/testing/test-support.ts';
import {
	SupabaseChatTransport,
	type ChatTransportOptions
} from '../../../src/lib/support-chat/supabase/transports/chat-transport.ts';
import type { StoredMessage } from './plan.ts';
import { inversionOf, type Tally } from './tally.ts';

/**
 * A page with a chat open and looked at: the product's conversation over supabase-js, without a screen. It checks the
 * list at each change.
 */
export class Page {
	readonly chatId: string;
	readonly #conversation: Conversation;
	readonly #tally: Tally;
	readonly #name: string;
	/** Ids that an event has brought, or that were sent from here. */
	readonly #expected = new Set<string>();
	readonly #seen = new Set<string>();
	/** Ids of what was sent from here. */
	readonly #sent = new Set<string>();
	#measures = false;

	constructor(options: ChatTransportOptions, tally: Tally) {
		const { chatId, userId, side } = options;
		this.chatId = chatId;
		this.#tally = tally;
		this.#name = `a page of the ${side} in ${chatId}`;
		this.#conversation = new Conversation({
			...{ chatId, userId, side },
			transport: this.#watched(new SupabaseChatTransport(options)),
			clock: browserClock,
			storage: new MemoryStore(),
			environment: new FakePageEnvironment()
		});
		this.#conversation.subscribe(() => this.#look());
	}

	/** Resolves when live events arrive. */
	async open(): Promise<void> {
		this.#conversation.start();
		await this.#until(() => this.#conversation.loaded && this.#isConnected);
		this.#conversation.setReading(true);
		this.#measures = true;
	}

	send(text: string): void {
		const problem = this.#conversation.send(text);
		if (problem) this.#tally.wrong.push(`${this.#name} could not take "${text}"`);
	}

	/** Resolves when all that was sent is stored, or the signal is aborted. */
	settled(signal: AbortSignal): Promise<void> {
		return this.#until(() => this.#conversation.outgoing.length === 0, signal);
	}

	/** Waits until every message of the chat is there, or the signal is aborted, and compares. */
	async judge(table: readonly StoredMessage[], signal: AbortSignal): Promise<void> {
		const count = table.length;
		await this.#until(() => this.#conversation.lastSeq >= count, signal);
		const shown = this.#conversation.messages;
		for (const { id, seq } of table) {
			if (shown[seq - 1]?.id !== id) this.#tally.wrong.push(`${seq} is not on ${this.#name}`);
		}
		const extra = shown.length + this.#conversation.outgoing.length - count;
		if (extra > 0) this.#tally.wrong.push(`${extra} too many are on ${this.#name}`);
	}

	close(): void {
		this.#conversation.stop();
	}

	get #isConnected(): boolean {
		return this.#conversation.connection === 'connected';
	}

	#look(): void {
		const { messages, outgoing } = this.#conversation;
		const place = inversionOf(messages.map(({ seq }) => seq));
		if (place) this.#tally.wrong.push(`${place} is out of order or twice on ${this.#name}`);
		for (const { id, content } of outgoing) {
			if (this.#seen.has(id)) this.#tally.wrong.push(`"${content}" is twice on ${this.#name}`);
		}
		for (const message of messages) this.#notice(message);
	}

	#notice({ id, createdAt }: Message): void {
		if (this.#seen.has(id)) return;
		this.#seen.add(id);
		if (!this.#measures) return;
		if (!this.#expected.has(id)) this.#tally.refetched++;
		if (!this.#sent.has(id)) this.#tally.chatDeliveries.push(browserNow() - createdAt.getTime());
	}

	/** Notes what is sent, how long the answer takes, and what events bring. */
	#watched(transport: ChatTransport): ChatTransport {
		return {
			fetchAfter: (...args) => transport.fetchAfter(...args),
			fetchBefore: (...args) => transport.fetchBefore(...args),
			fetchReadMark: (...args) => transport.fetchReadMark(...args),
			markRead: (...args) => transport.markRead(...args),
			send: (draft, signal) => {
				this.#sent.add(draft.id);
				this.#expected.add(draft.id);
				return this.#tally.timeAnswer(() => transport.send(draft, signal));
			},
			subscribe: (listener) =>
				transport.subscribe({
					onMessage: (message) => {
						this.#expected.add(message.id);
						listener.onMessage(message);
					},
					onRead: (receipt) => listener.onRead(receipt),
					onStatus: (...args) => listener.onStatus(...args)
				})
		};
	}

	#until(holds: () => boolean, signal?: AbortSignal): Promise<void> {
		return new Promise((resolve) => {
			const stop = this.#conversation.subscribe(() => {
				if (holds()) end();
			});
			const end = () => {
				stop();
				resolve();
			};
			signal?.addEventListener('abort', end);
			if (holds() || signal?.aborted) end();
		});
	}
}

/** Milliseconds since 1970 with their fractions, by the clock that the database shares. */
export function browserNow(): number {
	return performance.timeOrigin + performance.now();
}
