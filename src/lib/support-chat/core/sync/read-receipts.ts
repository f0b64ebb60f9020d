import { withDeadline } from '../deadline.ts';
import type { MessageLog } from './message-log.ts';
import type { SenderType } from '../message.ts';
import { otherSide } from '../message.ts';
import type { ChatTransport, Clock } from '../ports.ts';
import { retryDelay } from './retry-delay.ts';

export interface ReadReceiptsOptions {
	log: MessageLog;
	/** The reader's side. */
	side: SenderType;
	transport: Pick<ChatTransport, 'markRead'>;
	clock: Clock;
	onChange(): void;
	random?: (() => number) | undefined;
}

/**
 * Tracks what is unread for one side and reports to the server how far it has read: up to the last
 * message without a hole before it, never further.
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

	/** How many of the other side's loaded messages are unread; 0 while somebody is reading. */
	get unread(): number {
		const { log, side } = this.#options;
		return this.#reading ? 0 : log.countUnreadFrom(otherSide(side));
	}

	/**
	 * `seq` of the first message that was unread when the reader arrived, even if read since; 0 when none
	 * was, and after a reply.
	 */
	get unreadFrom(): number {
		return this.#unreadFrom;
	}

	/** Sets whether somebody is looking at the messages. */
	setReading(reading: boolean): void {
		if (reading === this.#reading) return;
		this.#reading = reading;
		this.onHistory();
		this.#options.onChange();
	}

	/** Records where the unread messages begin: when the first page is loaded or reading starts. */
	onHistory(): void {
		const { log, side } = this.#options;
		if (this.#reading) this.#unreadFrom = log.oldestUnreadFrom(otherSide(side));
	}

	/** To be called when the reader replies: they have seen what was new. */
	onAnswer(): void {
		this.#unreadFrom = 0;
	}

	/** Marks messages read on the server, if there are any to mark. To be called when the log changes. */
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
			// Not worth an error message: the messages stay unread and the call is retried.
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

	/** `seq` to mark up to; 0 when nothing is unread. */
	#target(): number {
		const { log, side } = this.#options;
		const newest = log.newestFrom(otherSide(side));
		if (newest) return newest.readAt === null ? newest.seq : 0;
		// None of theirs is loaded: older pages may have unread ones.
		return log.hasOlder ? log.lastSeq : 0;
	}
}
