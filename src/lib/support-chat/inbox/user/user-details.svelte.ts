import type { ChatDetails } from '../../core/chat-details.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';

/** Details about the user of an open chat, kept up to date while attached to the live inbox. */
export class UserDetails implements InboxView {
	readonly #chatId: string;
	readonly #port: () => Pick<InboxPort, 'chatDetails'>;
	#details = $state.raw<ChatDetails | null>(null);
	#failed = $state(false);
	#reads = 0;

	constructor(chatId: string, port: () => Pick<InboxPort, 'chatDetails'>) {
		this.#chatId = chatId;
		this.#port = port;
	}

	/** Null until they are loaded. */
	get details(): ChatDetails | null {
		return this.#details;
	}

	/** They could not be loaded, and there are no earlier ones to show. */
	get failed(): boolean {
		return this.#failed && this.#details === null;
	}

	onChat({ id }: ChatSummary): void {
		if (id === this.#chatId) void this.refresh();
	}

	/** Reads them again; keeps what is shown when that fails. */
	async refresh(): Promise<void> {
		const read = ++this.#reads;
		this.#failed = false;
		try {
			const details = await this.#port().chatDetails(this.#chatId);
			// If a later read has begun, its response is the newer one.
			if (read === this.#reads && details) this.#details = details;
		} catch {
			if (read === this.#reads) this.#failed = true;
		}
	}
}
