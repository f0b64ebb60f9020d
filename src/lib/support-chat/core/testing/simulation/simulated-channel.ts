import { ChatError } from '../../chat-error.ts';
import type { ChannelListener, Clock } from '../../ports.ts';
import type { TableEvent } from './simulated-table.ts';

/** Faults of an event. Slow events may thus be reordered. */
export const EVENT_FATES = ['lost', 'doubled', 'slow', 'very-slow'] as const;
export type EventFate = (typeof EVENT_FATES)[number] | 'prompt';

const SLOW_MS = 2_500;
const VERY_SLOW_MS = 30_000;

/** One subscription. Delivers events while joined, unless deaf. */
export class SimulatedChannel {
	readonly #listener: ChannelListener;
	readonly #clock: Clock;
	#joined = false;
	#deaf = false;
	#closed = false;
	#refused = false;
	/** `seq` of the last message whose event did not arrive; 0 for none. */
	#missingUpTo = 0;
	/** Incremented on each cut: events in flight on the old connection are lost with it. */
	#connection = 0;

	constructor(listener: ChannelListener, clock: Clock) {
		this.#listener = listener;
		this.#clock = clock;
	}

	/** Whether an event was lost while joined, and none has arrived since that could reveal the hole. */
	get missing(): boolean {
		return this.#missingUpTo > 0;
	}

	/** Breaks the connection; both ends notice. */
	cut(): void {
		if (this.#closed) return;
		this.#joined = false;
		this.#connection++;
		this.#listener.onStatus('lost', new ChatError('cut', { code: 'network' }));
	}

	/** Rejoins as supabase-js does by itself, unless refused. A deaf channel then receives again. */
	rejoin(): void {
		if (this.#closed || this.#joined || this.#refused) return;
		this.#joined = true;
		this.#deaf = false;
		this.#missingUpTo = 0;
		this.#listener.onStatus('joined');
	}

	/** Stops delivery without a notice, as on a connection that only sends. */
	deafen(): void {
		this.#deaf = true;
		this.#missingUpTo = Infinity;
	}

	/** Refuses this caller until `wake`. */
	refuse(): void {
		if (this.#closed) return;
		this.#refused = true;
		this.#joined = false;
		this.#connection++;
		this.#listener.onStatus('refused', new ChatError('Unauthorized', { code: '', status: 403 }));
	}

	/** Rejoins, even after a refusal. */
	wake(): void {
		this.#refused = false;
		this.rejoin();
	}

	close(): void {
		this.#closed = true;
	}

	/** Delivers an event after `latency` milliseconds, or as its fate says. */
	carry(event: TableEvent, fate: EventFate, latency: number): void {
		if (!this.#joined) return;
		if (event.kind === 'message' && fate !== 'prompt') {
			this.#missingUpTo = Math.max(this.#missingUpTo, event.message.seq);
		}
		if (this.#deaf || fate === 'lost') return;
		const connection = this.#connection;
		const deliver = () => {
			if (this.#closed || this.#deaf || connection !== this.#connection) return;
			if (event.kind === 'message') {
				if (event.message.seq >= this.#missingUpTo) this.#missingUpTo = 0;
				this.#listener.onMessage(event.message);
			} else this.#listener.onRead(event.receipt);
		};
		const slow = fate === 'slow' ? SLOW_MS : fate === 'very-slow' ? VERY_SLOW_MS : 0;
		this.#clock.after(latency + slow, deliver);
		if (fate === 'doubled') this.#clock.after(latency + SLOW_MS, deliver);
	}
}
