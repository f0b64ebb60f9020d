import { DraftText } from '../../core/sending/draft-text.ts';
import { contentProblem, normaliseContent } from '../../core/message.ts';
import {
	OUTBOX_LIMIT,
	OutboxStorage,
	type StoredDraft
} from '../../core/sending/outbox-storage.ts';
import type { SendProblem } from '../../core/sending/writing.ts';
import type { KeyValueStore } from '../../core/ports.ts';
import { randomId } from '../../core/random-id.ts';
import { serverNow } from '../../core/server-clock.ts';

/** Stands in for the chat's id in storage keys. */
const NO_CHAT = 'new';

/**
 * Draft and messages from before the chat is known. They survive a reload, and messages have their final
 * ids: one that two tabs hand over is still one message.
 */
export class EarlyMessages {
	readonly #store: KeyValueStore;
	readonly #userId: string;
	readonly #storage: OutboxStorage;
	#draft: DraftText;
	/** The chat that `#draft` belongs to. */
	#chatId = NO_CHAT;
	#unsent: readonly StoredDraft[] = $state.raw([]);
	#text = $state('');

	constructor(store: KeyValueStore, userId: string) {
		this.#store = store;
		this.#userId = userId;
		this.#storage = new OutboxStorage(store, userId, NO_CHAT);
		this.#draft = new DraftText(store, userId, NO_CHAT);
		this.#unsent = this.#storage.load();
		this.#text = this.#draft.text;
	}

	/** Oldest first. Replaced on each change, never mutated. */
	get unsent(): readonly StoredDraft[] {
		return this.#unsent;
	}

	get draft(): string {
		return this.#text;
	}

	set draft(text: string) {
		this.#draft.text = this.#text = text;
	}

	/** Queues a text and clears the draft; or returns why not. */
	send(text: string): SendProblem | null {
		const content = normaliseContent(text);
		const isFull = this.#unsent.length >= OUTBOX_LIMIT;
		const problem = contentProblem(content) ?? (isFull ? 'outbox-full' : null);
		if (!problem) this.add(content);
		return problem;
	}

	/** Queues a normalised, valid text and clears the draft. */
	add(content: string): void {
		const last = this.#unsent.at(-1)?.createdAt ?? 0;
		// Later than the last, so that the order survives a reload even if the clock was set back.
		const createdAt = Math.max(serverNow(), last + 1);
		const isDraft = normaliseContent(this.#text) === content;
		const id = isDraft ? this.#draft.messageId(content) : randomId();
		const message = { id, content, createdAt, failed: false };
		this.#storage.save(message);
		this.#unsent = [...this.#unsent, message];
		this.draft = '';
	}

	/** Moves the draft to a chat, after what an earlier visit has left there. */
	takeUp(chatId: string): DraftText {
		if (chatId === this.#chatId) return this.#draft;
		const before = this.#draft;
		this.#chatId = chatId;
		this.#draft = new DraftText(this.#store, this.#userId, chatId);
		this.draft = [this.#draft.text, before.text].filter(Boolean).join('\n');
		before.text = '';
		return this.#draft;
	}

	/** Removes the messages, which the chat has taken over. */
	clear(): void {
		for (const { id } of this.#unsent) this.#storage.remove(id);
		this.#unsent = [];
	}
}
