import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Clock } from '../../core/ports.ts';
import type { InboxPort } from './inbox-port.ts';
import type { InboxView } from './live-inbox.svelte.ts';

export interface UnreadCountPorts {
	port: () => Pick<InboxPort, 'countUnread'>;
	clock: Clock;
}

/** Events within this time cause one read; and a row may be readable only shortly after its event. */
const READ_AFTER_MS = 400;

/** How many active chats are unread, up to the number where counting stops. */
export class UnreadCount implements InboxView {
	readonly #ports: UnreadCountPorts;
	#count = $state(0);
	#waiting = false;
	#reads = 0;

	constructor(ports: UnreadCountPorts) {
		this.#ports = ports;
	}

	get count(): number {
		return this.#count;
	}

	onChat(_chat: ChatSummary): void {
		this.#readSoon();
	}

	onUserMessage(): void {
		this.#readSoon();
	}

	onMoved(): void {
		this.#readSoon();
	}

	async refresh(): Promise<void> {
		const read = ++this.#reads;
		const count = await this.#ports.port().countUnread();
		// If a later read has begun, its response is the newer one.
		if (read === this.#reads) this.#count = count;
	}

	#readSoon(): void {
		if (this.#waiting) return;
		this.#waiting = true;
		this.#ports.clock.after(READ_AFTER_MS, () => {
			this.#waiting = false;
			// A failed read is repeated at the next event or refresh.
			this.refresh().catch(() => {});
		});
	}
}
