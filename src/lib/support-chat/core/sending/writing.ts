import type { ConversationOptions } from '../conversation-options.ts';
import { DraftText } from './draft-text.ts';
import { contentProblem, normaliseContent } from '../message.ts';
import type { ContentProblem, Message } from '../message.ts';
import { OutboxStorage } from './outbox-storage.ts';
import { Outbox } from './outbox.ts';
import { randomId } from '../random-id.ts';

/** Why a message was not taken for sending. */
export type SendProblem = ContentProblem | 'outbox-full';

export interface WritingOptions extends ConversationOptions {
	/** The message with this id is in the table already. */
	isStored(id: string | undefined): boolean;
	/** A message was taken for sending. */
	onTaken(): void;
	/** The table has answered with this row. */
	onSent(message: Message): void;
	/** The draft has changed. */
	onDraft(): void;
	/** The messages on their way have changed. */
	onChange(): void;
}

/** What is written on this side and not stored yet: the draft, and the messages on their way. */
export class Writing {
	readonly outbox: Outbox;
	readonly #options: WritingOptions;
	readonly #draft: DraftText;
	#leaveDraft = () => {};

	constructor(options: WritingOptions) {
		const { chatId, userId, transport, clock, storage, environment } = options;
		const { createId = randomId, onSent, onChange, random } = options;
		const now = () => clock.now();
		this.#options = options;
		this.#draft = options.draft ?? new DraftText(storage, userId, chatId, { createId, now });
		this.outbox = new Outbox({
			transport,
			clock,
			storage: new OutboxStorage(storage, userId, chatId),
			unsent: options.unsent,
			createId,
			isOnline: () => environment.online,
			onSent,
			onChange,
			random
		});
	}

	/** What was typed and not sent yet; survives a reload. */
	get draft(): string {
		return this.#draft.text;
	}

	set draft(text: string) {
		if (text === this.#draft.text) return;
		this.#draft.text = text;
		this.#options.onDraft();
	}

	start(): void {
		const { environment, onDraft } = this.#options;
		this.#leaveDraft = this.#draft.follow(environment, onDraft);
		this.outbox.wake();
	}

	stop(): void {
		this.#leaveDraft();
		this.outbox.stop();
	}

	/** Takes a text for sending and forgets the draft. Returns why not, or null when taken. */
	send(text: string): SendProblem | null {
		const content = normaliseContent(text);
		const problem = contentProblem(content) ?? (this.outbox.isFull ? 'outbox-full' : null);
		if (problem) return problem;
		const id = this.#draft.isOf(text) ? this.#draft.messageId(content) : undefined;
		this.draft = '';
		this.#options.onTaken();
		// Another tab may have sent the same draft.
		if (!this.#options.isStored(id)) this.outbox.add(content, id);
		return null;
	}
}
