import { withDeadline } from '../deadline.ts';
import type { MessageLog } from './message-log.ts';
import type { SenderType } from '../message.ts';
import { otherSide } from '../message.ts';
import type { ChatTransport, Clock } from '../ports.ts';
import { retryDelay } from './retry-delay.ts';

export interface ReadReceiptsOptions {
	log: MessageLog;
	/** The side that reads here. */
	side: SenderType;
	transport: Pick<ChatTransport, 'markRead'>;
	clock: Clock;
	onChange(): void;
	random?: (() => number) | undefined;
}

/**
 * What is new to one side, and telling the server how far it has read: up to the
 * last message that is on screen without a hole before it, never further.
 */
export class ReadReceipts {
	readonly #options: ReadReceiptsOptions;
	#reading = false;
	#unreadFrom = 0;
	#markedUpTo = 0;
	#busy = false;
	#failures = 0;
	#cancelRetry: () => void = () => {};

	constructor(options: ReadReceiptsOptions) {
		this.#options = options;
	}

	/** How many of the other side's loaded messages are unread; none while they are being read. */
	get unread(): number {
		const { log, side } = this.#options;
		return this.#reading ? 0 : log.countUnreadFrom(otherSide(side));
	}

	/**
	 * `seq` of the first message that was unread when the reader came, though they have read it since;
	 * 0 when none was, and after they answered.
	 */
	get unreadFrom(): number {
		return this.#unreadFrom;
	}

	/** Somebody looks at the messages, or no longer does. */
	setReading(reading: boolean): void {
		if (reading === this.#reading) return;
		this.#reading = reading;
		this.onHistory();
		this.#options.onChange();
	}

	/** The first page has come, or somebody begins to read: what is unread now is new to them. */
	onHistory(): void {
		const { log, side } = this.#options;
		if (this.#reading) this.#unreadFrom = log.oldestUnreadFrom(otherSide(side));
	}

	/** Who answers has seen what was new. */
	onAnswer(): void {
		this.#unreadFrom = 0;
	}

	/** To be called when the log changed. */
	async update(): Promise<void> {
		const target = this.#target();
		if (!this.#reading || this.#busy || target <= this.#markedUpTo) return;
		const { clock, transport, log, side, onChange } = this.#options;
		this.#cancelRetry();
		this.#busy = true;
		try {
			await withDeadline(clock, (signal) => transport.markRead(target, signal));
			this.#markedUpTo = target;
			this.#failures = 0;
			log.takeReceipt({ reader: side, upToSeq: target, readAt: new Date(clock.date()) });
			onChange();
		} catch {
			// Nobody has to be told: the messages stay unread and it is tried again.
			const delay = retryDelay(this.#failures++, this.#options.random);
			this.#cancelRetry = clock.after(delay, () => void this.update());
			return;
		} finally {
			this.#busy = false;
		}
		void this.update();
	}

	stop(): void {
		this.#reading = false;
		this.#cancelRetry();
	}

	/** Up to which message to mark; 0 when nothing is unread. */
	#target(): number {
		const { log, side } = this.#options;
		const newest = log.newestFrom(otherSide(side));
		if (newest) return newest.readAt === null ? newest.seq : 0;
		// None on the newest page: there may be unread ones before it.
		return log.hasOlder ? log.lastSeq : 0;
	}
}
