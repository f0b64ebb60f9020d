import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Message } from '../../core/message.ts';
import type { InboxPort } from './inbox-port.ts';

/** Chats read per poll; with more new messages than that, the older ones are not reported. */
const NEWEST = 10;

/**
 * Finds users' messages whose event was lost: each refresh reads the chats with the latest messages.
 * Messages whose event arrived, or from before the first refresh, are not reported.
 */
export class MissedMessagePoll {
	readonly #port: () => Pick<InboxPort, 'listChats'>;
	readonly #onMissed: (chat: ChatSummary) => void;
	/** Time of the newest known message, in ms; null before the first poll. */
	#knownUntil: number | null = null;
	/** `seq` of the last message received by event, by chat. */
	readonly #heard = new Map<string, number>();

	/** @param onMissed called with each chat whose last message is the user's, unread and missed */
	constructor(port: () => Pick<InboxPort, 'listChats'>, onMissed: (chat: ChatSummary) => void) {
		this.#port = port;
		this.#onMissed = onMissed;
	}

	/** Notes a message received by event. */
	onUserMessage({ chatId, seq }: Message): void {
		this.#heard.set(chatId, seq);
	}

	/** Polls once. @throws ChatError */
	async refresh(): Promise<void> {
		const { chats } = await this.#port().listChats({ archived: false, limit: NEWEST });
		const newest = Math.max(0, ...chats.map(({ lastMessageAt }) => lastMessageAt.getTime()));
		const knownUntil = this.#knownUntil;
		this.#knownUntil = Math.max(newest, knownUntil ?? 0);
		// The first poll only sets the baseline.
		if (knownUntil === null) return;
		for (const chat of chats) {
			const isUnread = chat.unread && chat.lastMessageSender === 'user';
			if (!isUnread || chat.lastMessageAt.getTime() <= knownUntil) continue;
			if ((this.#heard.get(chat.id) ?? 0) < chat.messageCount) this.#onMissed(chat);
		}
	}
}
