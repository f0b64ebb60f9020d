import type { InboxPort } from '../live/inbox-port.ts';
import type { LiveInbox } from '../live/live-inbox.svelte.ts';

export interface TeamActionsPorts {
	live: Pick<LiveInbox, 'notifyChat'> & {
		readonly port: Pick<InboxPort, 'assign' | 'markUnread' | 'block' | 'unblock' | 'getChat'>;
	};
}

/** What a team does with chats, apart from archiving. Methods reject with a `ChatError`. */
export class TeamActions {
	readonly #ports: TeamActionsPorts;

	constructor(ports: TeamActionsPorts) {
		this.#ports = ports;
	}

	/** Assigns the chat to the admin with this public id, or to nobody. */
	assign(chatId: string, adminId: string | null): Promise<void> {
		return this.#change(chatId, (port) => port.assign(chatId, adminId));
	}

	/** Marks the chat as unread until an admin views it. */
	markUnread(chatId: string): Promise<void> {
		return this.#change(chatId, (port) => port.markUnread(chatId));
	}

	/** Refuses what the chat's user writes from now on, or accepts it again. */
	setBlocked(chatId: string, blocked: boolean): Promise<void> {
		return this.#change(chatId, (port) => (blocked ? port.block(chatId) : port.unblock(chatId)));
	}

	/** Shows the new row here without waiting for its event, which may be lost. */
	async #change(
		chatId: string,
		change: (port: TeamActionsPorts['live']['port']) => Promise<void>
	): Promise<void> {
		const { live } = this.#ports;
		await change(live.port);
		const chat = await live.port.getChat(chatId).catch(() => null);
		if (chat) live.notifyChat(chat);
	}
}
