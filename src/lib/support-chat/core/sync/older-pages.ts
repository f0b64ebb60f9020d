import { withDeadline } from '../deadline.ts';
import type { MessageLog } from './message-log.ts';
import type { ChatTransport, Clock } from '../ports.ts';
import { PAGE_SIZE } from '../ports.ts';

export interface OlderPagesOptions {
	/** Takes them. */
	log: Pick<MessageLog, 'hasOlder' | 'firstSeq' | 'takeOlder'>;
	transport: Pick<ChatTransport, 'fetchBefore'>;
	clock: Clock;
	/** Called with each message's id that was read: it is in the table. */
	onStored(id: string): void;
	onChange(): void;
}

/** Reads the messages before those that are loaded, page by page. */
export class OlderPages {
	readonly #options: OlderPagesOptions;
	#loading = false;
	/** Why the last `load` failed; null when it did not. */
	error: Error | null = null;

	constructor(options: OlderPagesOptions) {
		this.#options = options;
	}

	/** Reads the page before the oldest loaded message. Does nothing when there is none. */
	async load(): Promise<void> {
		const { log, transport, clock, onStored, onChange } = this.#options;
		if (!log.hasOlder || this.#loading) return;
		const { firstSeq } = log;
		this.#loading = true;
		this.error = null;
		onChange();
		try {
			const page = await withDeadline(clock, (signal) =>
				transport.fetchBefore(firstSeq, PAGE_SIZE, signal)
			);
			// It was dropped meanwhile: the page is no longer the one before it.
			if (log.firstSeq !== firstSeq) return;
			log.takeOlder(page, page.length === PAGE_SIZE);
			for (const { id } of page) onStored(id);
		} catch (error) {
			this.error = error as Error;
		} finally {
			this.#loading = false;
			onChange();
		}
	}
}
