import type { ConversationOptions } from '../conversation-options.ts';
import { DraftText } from './draft-text.ts';
import { contentProblem, normaliseContent } from '../message.ts';
import type { ContentProblem, Message } from '../message.ts';
import { OutboxStorage } from './outbox-storage.ts';
import { Outbox, type OutboxOptions } from './outbox.ts';
import { randomId } from '../random-id.ts';

/** Why a message was not accepted for sending. */
export type SendProblem = ContentProblem | 'outbox-full';

export interface WritingOptions<Sent = Message> extends Pick<
	ConversationOptions,
	'userId' | 'clock' | 'storage' | 'environment' | 'unsent' | 'draft' | 'createId' | 'random'
> {
	/** The chat's id, by which drafts and unsent messages are stored; other writings about it have one of their own. */
	chatId: string;
	transport: OutboxOptions<Sent>['transport'];
	/** Whether a message with this id is known to be in the table. */
	isStored(id: string | undefined): boolean;
	/** Called when a message is accepted for sending. */
	onTaken(): void;
	/** Called with the row of a sent message. */
	onSent(message: Sent): void;
	/** Called when the draft changes. */
	onDraft(): void;
	/** Called when the outgoing messages change. */
	onChange(): void;
}

/** What this side has written but the table does not have yet: the draft and the outgoing messages. */
export class Writing<Sent = Message> {
	readonly outbox: Outbox<Sent>;
	readonly #options: WritingOptions<Sent>;
	readonly #draft: DraftText;
	#leaveDraft = () => {};

	constructor(options: WritingOptions<Sent>) {
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

	/** The unsent text; survives a reload. */
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

	/** Queues a text for sending and clears the draft. Returns null, or why it was not accepted. */
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
