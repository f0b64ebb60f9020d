import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Message } from '../../core/message.ts';
import type { InboxPort } from './inbox-port.ts';

/** More chats than this with news at once are not told of one by one. */
const NEWEST = 10;

/**
 * Finds the messages of users whose event was lost: each refresh looks at the chats that were
 * written in last. What was told of by an event, or was there before, is not found again.
 */
export class MissedMessagePoll {
	readonly #port: () => Pick<InboxPort, 'listChats'>;
	readonly #onMissed: (chat: ChatSummary) => void;
	/** The newest message that is known of; null before the first look. */
	#knownUntil: number | null = null;
	/** The last message of each chat that an event told of. */
	readonly #heard = new Map<string, number>();

	/** `onMissed` hears of a chat whose last message is a user's that nobody has looked at. */
	constructor(port: () => Pick<InboxPort, 'listChats'>, onMissed: (chat: ChatSummary) => void) {
		this.#port = port;
		this.#onMissed = onMissed;
	}

	/** An event told of this one. */
	onUserMessage({ chatId, seq }: Message): void {
		this.#heard.set(chatId, seq);
	}

	/** Looks for what no event told of. */
	async refresh(): Promise<void> {
		const { chats } = await this.#port().listChats({ archived: false, limit: NEWEST });
		const newest = Math.max(0, ...chats.map(({ lastMessageAt }) => lastMessageAt.getTime()));
		const knownUntil = this.#knownUntil;
		this.#knownUntil = Math.max(newest, knownUntil ?? 0);
		// The first look tells what was there before this page.
		if (knownUntil === null) return;
		for (const chat of chats) {
			const isNews = chat.unread && chat.lastMessageSender === 'user';
			if (!isNews || chat.lastMessageAt.getTime() <= knownUntil) continue;
			if ((this.#heard.get(chat.id) ?? 0) < chat.messageCount) this.#onMissed(chat);
		}
	}
}
