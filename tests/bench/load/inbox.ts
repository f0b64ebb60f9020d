import type { ChannelHandle } from '../../../src/lib/support-chat/core/ports.ts';
import type { ChatClient } from '../../../src/lib/support-chat/supabase/chat-client.ts';
import { InboxTransport } from '../../../src/lib/support-chat/supabase/transports/inbox-transport.ts';
import { browserNow } from './page.ts';
import type { StoredMessage } from './plan.ts';
import { inversionOf, type Tally } from './tally.ts';

/**
 * An admin's inbox: the events of users' messages. What an event does not bring the product's inbox reads from the
 * table within a minute; here it counts as lost.
 */
export class Inbox {
	readonly #transport: InboxTransport;
	readonly #tally: Tally;
	/** `seq` of the users' messages of each chat, as they came. */
	readonly #seqs = new Map<string, number[]>();
	#count = 0;
	#onEvent = () => {};
	#handle: ChannelHandle | undefined;

	constructor(client: ChatClient, tally: Tally) {
		this.#transport = new InboxTransport(client);
		this.#tally = tally;
	}

	/** Resolves when live events arrive. */
	open(): Promise<void> {
		return new Promise((resolve) => {
			this.#handle = this.#transport.subscribe({
				onUserMessage: ({ chatId, seq, createdAt }) => {
					this.#tally.inboxDeliveries.push(browserNow() - createdAt.getTime());
					this.#seqs.set(chatId, [...(this.#seqs.get(chatId) ?? []), seq]);
					this.#count++;
					this.#onEvent();
				},
				onChat() {},
				onNote() {},
				onNoteDeleted() {},
				onMentionsSeen() {},
				onStatus: (status) => {
					if (status === 'joined') resolve();
				}
			});
		});
	}

	/** Waits until as many events as users' messages have come, or the signal is aborted, and compares. */
	async judge(table: readonly StoredMessage[], signal: AbortSignal): Promise<void> {
		const written = table.filter(({ senderType }) => senderType === 'user');
		await new Promise<void>((resolve) => {
			const look = () => {
				if (this.#count >= written.length || signal.aborted) resolve();
			};
			this.#onEvent = look;
			signal.addEventListener('abort', look);
			look();
		});
		for (const { chatId, seq } of written) {
			if (!this.#seqs.get(chatId)?.includes(seq)) {
				this.#tally.wrong.push(`${seq} of ${chatId} did not reach an inbox`);
			}
		}
		for (const [chatId, seqs] of this.#seqs) {
			const place = inversionOf(seqs);
			if (place) {
				this.#tally.wrong.push(`${place} of ${chatId} is out of order or twice in an inbox`);
			}
		}
	}

	close(): void {
		this.#handle?.close();
	}
}
