import { ChatError } from '../../chat-error.ts';
import type { Message, ReadReceipt, SenderType } from '../../message.ts';
import type { ChannelHandle, ChannelListener, ChatTransport, Clock, Draft } from '../../ports.ts';
import { SimulatedChannel } from './simulated-channel.ts';
import type { EventFate } from './simulated-channel.ts';
import type { SimulatedTable } from './simulated-table.ts';

/**
 * Faults of a call. 'answer-lost', 'slow-answer' and the 'done' ones take effect, as does 'late', but
 * only after the deadline.
 */
export const CALL_FATES = [
	'lost',
	'answer-lost',
	'no-answer',
	'done-no-answer',
	'late',
	'slow-answer',
	'server-error',
	'done-server-error',
	'refused',
	'rate-limited'
] as const;
export type CallFate = (typeof CALL_FATES)[number];

export const OPERATIONS = ['send', 'read', 'markRead', 'upload'] as const;
export type SimulatedOperation = (typeof OPERATIONS)[number];

const LATE_MS = 20_000;
const SLOW_MS = 12_000;
const RATE_LIMIT_MS = 7_000;

const noNetwork = () => new ChatError('No network', { code: 'network' });
const outage = () => new ChatError('Unavailable', { code: '503', status: 503 });
const refusal = () => new ChatError('Refused', { code: '42501', status: 403 });
const tooFast = () =>
	new ChatError('Too fast', { code: 'PT429', status: 429, retryAfter: RATE_LIMIT_MS });

/** One tab's transport. Applies the given fates to calls and events, then works again. */
export class SimulatedNetwork implements ChatTransport {
	/** Milliseconds that a call takes in each direction. */
	latency = 20;
	/** While true, every call fails and no event arrives. */
	offline = false;
	/** The live channel, once there is one. */
	channel: SimulatedChannel | null = null;
	/** Called on each attempt to mark messages read. */
	onMark: (upToSeq: number) => void = () => {};
	readonly #side: SenderType;
	readonly #table: SimulatedTable;
	readonly #clock: Clock;
	readonly #fates: Record<SimulatedOperation, CallFate[]> = {
		...{ send: [], read: [], markRead: [], upload: [] }
	};
	readonly #eventFates: EventFate[] = [];
	#page = 0;

	constructor(side: SenderType, table: SimulatedTable, clock: Clock) {
		this.#side = side;
		this.#table = table;
		this.#clock = clock;
		table.onEvent((event) => {
			const fate = this.#eventFates.shift() ?? 'prompt';
			if (!this.offline) this.channel?.carry(event, fate, this.latency);
		});
	}

	/** Gives the next calls of an operation these fates in order, `times` over. */
	spoilCalls(operation: SimulatedOperation, fates: CallFate[], times: number): void {
		for (let i = 0; i < times; i++) this.#fates[operation].push(...fates);
	}

	/** Gives the next `times` events this fate. */
	spoilEvents(fate: EventFate, times: number): void {
		for (let i = 0; i < times; i++) this.#eventFates.push(fate);
	}

	/** Leaves pending calls unanswered, as after a reload. */
	forgetCalls(): void {
		this.#page++;
	}

	/** Ends all faults. A deaf channel that is joined stays deaf: nobody has noticed. */
	heal(): void {
		this.latency = 20;
		this.offline = false;
		for (const operation of OPERATIONS) this.#fates[operation].length = 0;
		this.#eventFates.length = 0;
		this.channel?.rejoin();
	}

	fetchAfter(seq: number, limit: number): Promise<Message[]> {
		return this.#call('read', () => this.#table.after(seq, limit));
	}

	fetchBefore(seq: number | null, limit: number): Promise<Message[]> {
		return this.#call('read', () => this.#table.before(seq, limit));
	}

	fetchReadMark(senderType: SenderType, fromSeq: number): Promise<ReadReceipt | null> {
		return this.#call('read', () => this.#table.readMark(senderType, fromSeq));
	}

	send(draft: Draft): Promise<Message> {
		return this.#call('send', () => this.#table.insert(draft, this.#side));
	}

	markRead(upToSeq: number): Promise<void> {
		this.onMark(upToSeq);
		return this.#call('markRead', () => this.#table.markRead(this.#side, upToSeq));
	}

	/** Uploads one file of a message. */
	upload(path: string): Promise<void> {
		return this.#call('upload', () => this.#table.storage.put(path));
	}

	subscribe(listener: ChannelListener): ChannelHandle {
		const channel = new SimulatedChannel(listener, this.#clock);
		this.channel = channel;
		listener.onStatus('joining');
		this.#clock.after(this.latency, () => {
			if (this.offline) channel.cut();
			else channel.rejoin();
		});
		return {
			wake: () => {
				if (!this.offline) channel.wake();
			},
			close: () => channel.close()
		};
	}

	#call<T>(operation: SimulatedOperation, run: () => T): Promise<T> {
		const fate = this.offline ? 'lost' : this.#fates[operation].shift();
		const there = this.latency;
		const page = this.#page;
		return new Promise((resolve, reject) => {
			const at = (ms: number, act: () => void) => void this.#clock.after(ms, act);
			const fail = (error: ChatError) => at(there, () => page === this.#page && reject(error));
			const answer = (ms: number) => {
				try {
					const result = run();
					at(ms, () => page === this.#page && resolve(result));
				} catch (error) {
					fail(error as ChatError);
				}
			};
			const runUnheard = () => {
				try {
					run();
				} catch {
					// The refusal is lost too.
				}
			};
			if (fate === 'lost') fail(noNetwork());
			else if (fate === 'server-error') fail(outage());
			else if (fate === 'refused') fail(refusal());
			else if (fate === 'rate-limited') fail(tooFast());
			else if (fate === 'no-answer') return;
			else if (fate === 'late') at(LATE_MS, () => answer(there));
			else {
				at(there, () => {
					if (fate === 'answer-lost') fail(noNetwork());
					if (fate === 'done-server-error') fail(outage());
					const lost = fate && fate !== 'slow-answer';
					if (lost) runUnheard();
					else answer(fate === 'slow-answer' ? SLOW_MS : there);
				});
			}
		});
	}
}
