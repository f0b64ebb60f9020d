import { ChatError } from '../../chat-error.ts';
import type { ChannelListener, Clock } from '../../ports.ts';
import type { TableEvent } from './simulated-table.ts';

/** What can become of an event. Events that follow one another may thus change places. */
export const EVENT_FATES = ['lost', 'doubled', 'slow', 'very-slow'] as const;
export type EventFate = (typeof EVENT_FATES)[number] | 'prompt';

const SLOW_MS = 2_500;
const VERY_SLOW_MS = 30_000;

/** One subscription. It brings events while it is joined, unless it has gone deaf. */
export class SimulatedChannel {
	readonly #listener: ChannelListener;
	readonly #clock: Clock;
	#joined = false;
	#deaf = false;
	#closed = false;
	#refused = false;
	/** The last message whose event did not come; 0 when none is missing. */
	#missingUpTo = 0;
	/** Raised at each cut: what was on its way on the old connection is lost with it. */
	#connection = 0;

	constructor(listener: ChannelListener, clock: Clock) {
		this.#listener = listener;
		this.#clock = clock;
	}

	/** An event was lost on a joined connection, and none came since that could show the hole. */
	get missing(): boolean {
		return this.#missingUpTo > 0;
	}

	/** The connection breaks and both ends notice. */
	cut(): void {
		if (this.#closed) return;
		this.#joined = false;
		this.#connection++;
		this.#listener.onStatus('lost', new ChatError('cut', { code: 'network' }));
	}

	/** supabase-js joins again by itself, unless it was refused; a deaf channel then hears again. */
	rejoin(): void {
		if (this.#closed || this.#joined || this.#refused) return;
		this.#joined = true;
		this.#deaf = false;
		this.#missingUpTo = 0;
		this.#listener.onStatus('joined');
	}

	/** The connection still sends and no longer receives, and nobody is told. */
	deafen(): void {
		this.#deaf = true;
		this.#missingUpTo = Infinity;
	}

	/** The server no longer lets this caller in. */
	refuse(): void {
		if (this.#closed) return;
		this.#refused = true;
		this.#joined = false;
		this.#connection++;
		this.#listener.onStatus('refused', new ChatError('Unauthorized', { code: '', status: 403 }));
	}

	/** The page asks for the channel anew. */
	wake(): void {
		this.#refused = false;
		this.rejoin();
	}

	close(): void {
		this.#closed = true;
	}

	/** Brings an event after `latency` milliseconds, or as its fate says. */
	carry(event: TableEvent, fate: EventFate, latency: number): void {
		if (!this.#joined) return;
		if (event.kind === 'message' && fate !== 'prompt') {
			this.#missingUpTo = Math.max(this.#missingUpTo, event.message.seq);
		}
		if (this.#deaf || fate === 'lost') return;
		const connection = this.#connection;
		const bring = () => {
			if (this.#closed || this.#deaf || connection !== this.#connection) return;
			if (event.kind === 'message') {
				if (event.message.seq >= this.#missingUpTo) this.#missingUpTo = 0;
				this.#listener.onMessage(event.message);
			} else this.#listener.onRead(event.receipt);
		};
		const slow = fate === 'slow' ? SLOW_MS : fate === 'very-slow' ? VERY_SLOW_MS : 0;
		this.#clock.after(latency + slow, bring);
		if (fate === 'doubled') this.#clock.after(latency + SLOW_MS, bring);
	}
}
