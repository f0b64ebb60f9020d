import type { ConversationOptions } from '../conversation-options.ts';
import { DraftText } from './draft-text.ts';
import { contentProblem, normaliseContent } from '../message.ts';
import type { ContentProblem, Message } from '../message.ts';
import type { PreparedFile } from '../files/outgoing-file.ts';
import { OutboxStorage } from './outbox-storage.ts';
import { Outbox, type OutboxOptions } from './outbox.ts';
import { randomId } from '../random-id.ts';
import type { Uploads } from './uploads.ts';

/** What uploads need of a conversation. */
export interface UploadParts {
	chatId: string;
	outbox: Pick<Outbox<unknown>, 'items' | 'update' | 'show' | 'discard'>;
}

/** Loads what uploads files, when there is one. */
export type LoadUploads = (parts: UploadParts) => Promise<Uploads>;

/** Why a message was not accepted for sending. */
export type SendProblem = ContentProblem | 'outbox-full';

export interface WritingOptions<Sent = Message> extends Pick<
	ConversationOptions,
	| 'userId'
	| 'clock'
	| 'storage'
	| 'environment'
	| 'unsent'
	| 'draft'
	| 'createId'
	| 'random'
	| 'loadUploads'
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
	#uploads: Promise<Uploads> | undefined;
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
			onChange: () => {
				this.#upload();
				onChange();
			},
			random
		});
	}

	/** Loads what uploads files, once. Rejects when it cannot be loaded now. */
	uploads(): Promise<Uploads> {
		const { chatId, loadUploads } = this.#options;
		this.#uploads ??= loadUploads!({ chatId, outbox: this.outbox });
		// Tried again with the next use.
		this.#uploads.catch(() => (this.#uploads = undefined));
		return this.#uploads;
	}

	/** Uploads what there is, beside the texts, which do not wait for it. */
	#upload(): void {
		if (this.outbox.items.some(({ files }) => files.length > 0)) void this.uploads();
		this.#uploads?.then(
			(uploads) => uploads.run(),
			() => {}
		);
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

	/** See `DraftText`. */
	get draftHasFiles(): boolean {
		return this.#draft.hasFiles;
	}

	start(): void {
		const { environment, onDraft } = this.#options;
		this.#leaveDraft = this.#draft.follow(environment, onDraft);
		this.wake();
	}

	/** Sends now: at the start and when the network is back. */
	wake(): void {
		this.outbox.wake();
		this.#upload();
	}

	stop(): void {
		this.#leaveDraft();
		this.outbox.stop();
		this.#uploads?.then(
			(uploads) => uploads.stop(),
			() => {}
		);
	}

	/**
	 * Queues a text and files for sending and clears the draft; with files the text may be blank. Returns
	 * null, or why they were not accepted.
	 */
	send(text: string, files: readonly PreparedFile[] = []): SendProblem | null {
		const typed = normaliseContent(text);
		const wrong = contentProblem(typed);
		const content = wrong === 'blank' ? '' : typed;
		const problem = files.length > 0 && !content ? null : wrong;
		if (problem || this.outbox.isFull) return problem ?? 'outbox-full';
		// The tabs share the draft's text but not its files: with files, a message is this tab's own.
		const isShared = files.length === 0 && this.#draft.isOf(text);
		const id = isShared ? this.#draft.messageId(content) : undefined;
		this.draft = '';
		this.#options.onTaken();
		// Another tab may have sent the same draft.
		if (!this.#options.isStored(id)) this.outbox.add(content, id, files);
		return null;
	}
}
