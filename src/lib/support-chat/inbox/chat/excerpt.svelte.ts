import { withDeadline } from '../../core/deadline.ts';
import type { Message, SenderType } from '../../core/message.ts';
import type { Outgoing } from '../../core/sending/outgoing.ts';
import type { ChatTransport, Clock } from '../../core/ports.ts';
import { PAGE_SIZE } from '../../core/ports.ts';
import { retryDelay } from '../../core/sync/retry-delay.ts';
import type { MessageSource } from '../../conversation/list/message-source.ts';

export interface ExcerptOptions {
	/** The message to show the surroundings of. */
	seq: number;
	/** Where the excerpt ends: its newest messages, read or not. */
	conversation: MessageSource;
	transport: Pick<ChatTransport, 'fetchBefore' | 'fetchAfter'>;
	clock: Clock;
}

const HALF_A_PAGE = PAGE_SIZE / 2;
/** So many messages are kept on each side of those that are drawn. */
const AROUND = 2 * PAGE_SIZE;

/**
 * The messages around one of them, however long ago it was written, to be paged through in both
 * directions. Where it meets the messages of the conversation it goes over into them.
 */
export class Excerpt implements MessageSource {
	readonly #options: ExcerptOptions;
	#past: readonly Message[] = $state.raw([]);
	#loaded = $state(false);
	#readError = $state.raw<Error | null>(null);
	#hasOlder = $state(false);
	#olderError = $state.raw<Error | null>(null);
	#newerError = $state.raw<Error | null>(null);
	#reachedEnd = $state(false);
	#meets = $derived.by(() => this.#loaded && this.#meetsConversation());
	#messages = $derived.by(() => this.#joinedMessages());
	#busy = { older: false, newer: false };
	#stopped = false;
	#cancelRetry = () => {};

	constructor(options: ExcerptOptions) {
		this.#options = options;
	}

	get side(): SenderType {
		return this.#options.conversation.side;
	}

	get messages(): readonly Message[] {
		return this.#messages;
	}

	/** Messages on their way belong below the newest, which may be far from here. */
	get outgoing(): readonly Outgoing[] {
		return this.#meets ? this.#options.conversation.outgoing : [];
	}

	get loaded(): boolean {
		return this.#loaded;
	}

	get readError(): Error | null {
		return this.#readError;
	}

	get hasOlder(): boolean {
		return this.#hasOlder;
	}

	get olderError(): Error | null {
		return this.#olderError;
	}

	/** The newest messages of the conversation are not part of it (yet). */
	get hasNewer(): boolean {
		return !this.#meets;
	}

	get newerError(): Error | null {
		return this.#newerError;
	}

	/** Reads the surroundings; again after a while when that fails. */
	async start(failures = 0): Promise<void> {
		const { seq, clock } = this.#options;
		try {
			const [before, after] = await Promise.all([
				this.#fetch('fetchBefore', seq + 1, HALF_A_PAGE),
				this.#fetch('fetchAfter', seq, HALF_A_PAGE)
			]);
			if (this.#stopped) return;
			this.#past = [...before, ...after];
			this.#hasOlder = before.length === HALF_A_PAGE && before[0]!.seq > 1;
			this.#reachedEnd = after.length < HALF_A_PAGE;
			this.#readError = null;
			this.#loaded = true;
		} catch (error) {
			if (this.#stopped) return;
			this.#readError = error as Error;
			this.#cancelRetry = clock.after(retryDelay(failures), () => void this.start(failures + 1));
		}
	}

	stop(): void {
		this.#stopped = true;
		this.#cancelRetry();
	}

	async loadOlder(): Promise<void> {
		const first = this.#past[0];
		if (!first || !this.#hasOlder || this.#busy.older) return;
		this.#busy.older = true;
		this.#olderError = null;
		try {
			const page = await this.#fetch('fetchBefore', first.seq, PAGE_SIZE);
			// It was let go of meanwhile: the page is no longer the one before it.
			if (this.#past[0] !== first) return;
			this.#past = [...page, ...this.#past];
			this.#hasOlder = page.length === PAGE_SIZE && page[0]!.seq > 1;
		} catch (error) {
			this.#olderError = error as Error;
		} finally {
			this.#busy.older = false;
		}
	}

	async loadNewer(): Promise<void> {
		const last = this.#past.at(-1);
		if (!last || this.#meets || this.#busy.newer) return;
		this.#busy.newer = true;
		this.#newerError = null;
		try {
			const page = await this.#fetch('fetchAfter', last.seq, PAGE_SIZE);
			if (this.#past.at(-1) !== last) return;
			this.#past = [...this.#past, ...page];
			this.#reachedEnd = page.length < PAGE_SIZE;
		} catch (error) {
			this.#newerError = error as Error;
		} finally {
			this.#busy.newer = false;
		}
	}

	/**
	 * See `MessageSource.letGo`. The conversation's own messages stay; far above them this is an excerpt
	 * again, as it was before it met them.
	 */
	letGo(start: number, end: number): void {
		const { length } = this.#past;
		const first = Math.min(Math.max(0, start - AROUND), length - 1);
		const last = Math.min(length, end + AROUND);
		if (first === 0 && last === length) return;
		this.#past = this.#past.slice(first, last);
		if (first > 0) this.#hasOlder = true;
	}

	/** Far from the newest messages, somebody who looks at the past is told of none. */
	onArrival(listener: (message: Message) => void): () => void {
		return this.#options.conversation.onArrival((message) => {
			if (this.#meets) listener(message);
		});
	}

	retry(id: string): void {
		this.#options.conversation.retry(id);
	}

	discard(id: string): void {
		this.#options.conversation.discard(id);
	}

	#meetsConversation(): boolean {
		const first = this.#options.conversation.messages[0];
		const last = this.#past.at(-1);
		if (!first || !last) return this.#reachedEnd;
		return last.seq >= first.seq - 1;
	}

	#joinedMessages(): readonly Message[] {
		const { messages } = this.#options.conversation;
		const first = messages[0];
		if (!this.#meets || !first) return this.#past;
		return [...this.#past.filter(({ seq }) => seq < first.seq), ...messages];
	}

	#fetch(name: 'fetchBefore' | 'fetchAfter', seq: number, limit: number): Promise<Message[]> {
		const { clock, transport } = this.#options;
		return withDeadline(clock, (signal) => transport[name](seq, limit, signal));
	}
}
