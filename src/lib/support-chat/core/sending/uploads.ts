import { type ChatError, toChatError } from '../chat-error.ts';
import type { AttachmentPort } from '../files/attachment-port.ts';
import type { FileStore } from '../files/file-store.ts';
import type { OutgoingFile, PreparedFile, UnsentMessage } from '../files/outgoing-file.ts';
import type { Clock, KeyValueStore, PageEnvironment } from '../ports.ts';
import { retryDelay } from '../sync/retry-delay.ts';
import { draftKeys } from './draft-keys.ts';
import type { KeptFiles } from './kept-files.ts';
import { outboxKeys } from './outbox-keys.ts';
import type { Outgoing } from './outgoing.ts';
import { uploadMessageFiles } from './upload-message-files.ts';
import type { UploadParts } from './writing.ts';

export interface UploadsOptions extends UploadParts {
	/** The signed-in user, whose files `store` keeps. */
	userId: string;
	port: AttachmentPort;
	store: FileStore;
	/** Has the files of the next message, if they are to outlive the page. */
	kept?: KeptFiles | undefined;
	clock: Clock;
	/** Where the outbox stores its messages. */
	storage: KeyValueStore;
	environment: PageEnvironment;
	random?: (() => number) | undefined;
}

const RATE_LIMIT_WAIT_MS = 10_000;
/** A server error after this many failures in a row, about a minute, lets the next message's files go. */
const MAX_SERVER_ERRORS = 6;
/** The files of a message are uploaded this often, under other names, before its writer is asked. */
const MAX_UPLOADS = 3;

/**
 * Uploads the files of a conversation's outgoing messages, one at a time, and hands each message back to
 * the outbox when its files are up. Every try uses the same paths, so a file that two tries or two tabs
 * upload is there once; whether it may be used is decided when the message is stored.
 */
export class Uploads {
	readonly port: AttachmentPort;
	readonly kept: KeptFiles | undefined;
	readonly #options: UploadsOptions;
	/** Ids of queued messages whose files are kept. */
	readonly #kept = new Set<string>();
	readonly #leave: () => void;
	/** The message whose files are being uploaded; null for none. */
	#current: { id: string; stop: AbortController } | null = null;
	#failures = 0;
	/** Cancels the wait for the next try; null while not waiting. */
	#cancelWait: (() => void) | null = null;
	#rateLimited = false;
	#stopped = false;

	constructor(options: UploadsOptions) {
		this.#options = options;
		this.port = options.port;
		this.kept = options.kept;
		this.#leave = options.environment.subscribe(() => this.#wake());
		void options.store.sweep((id) => this.#isUnsent(id));
	}

	/** Uploads the next file, unless one is on its way or a retry is due later. */
	run(): void {
		this.look();
		if (this.#stopped || this.#current || this.#cancelWait) return;
		if (!this.#options.environment.online) return;
		const next = this.#options.outbox.items.find(({ state }) => state === 'uploading');
		if (next) void this.#upload(next);
	}

	/** Takes over the files of new messages, and stops and removes those of messages that have left the outbox. */
	look(): void {
		// After the stop they wait for a later visit, or for another chat that takes the message over.
		this.#keepFiles();
		if (this.#stopped) return;
		this.#uploadAgain();
		const { items } = this.#options.outbox;
		const withFiles = new Set(items.filter(({ files }) => files.length > 0).map(({ id }) => id));
		for (const id of this.#kept) {
			if (withFiles.has(id)) continue;
			this.#release(id);
			void this.#options.store.remove(id);
		}
		for (const id of withFiles) this.#kept.add(id);
	}

	/** Takes a message back that is uploading or has failed; null when it is past that, or gone. */
	async cancel(id: string): Promise<UnsentMessage | null> {
		const { outbox, store } = this.#options;
		this.#keepFiles();
		const item = outbox.items.find((other) => other.id === id);
		if (item?.state !== 'uploading' && item?.state !== 'failed') return null;
		this.#release(id);
		outbox.discard(id);
		const files = await store.load(id);
		await store.remove(id);
		return { text: item.content, files };
	}

	/** What shows an outgoing file: a picture's preview, else the file; null when it is not in this browser. */
	async fileOf(messageId: string, fileId: string): Promise<Blob | null> {
		this.#keepFiles();
		const files = await this.#options.store.load(messageId);
		const file = files.find(({ id }) => id === fileId);
		return file?.preview ?? file?.blob ?? null;
	}

	stop(): void {
		this.#stopped = true;
		this.#leave();
		this.#cancelWait?.();
		this.#current?.stop.abort();
	}

	/** Moves the contents of new messages' files from the outbox, where they are in memory, to the store. */
	#keepFiles(): void {
		const { outbox, store } = this.#options;
		for (const { id, files } of outbox.items) {
			const prepared = files.filter(isPrepared);
			if (prepared.length === 0) continue;
			void store.save(id, prepared);
			outbox.update(id, { files: prepared.map(withoutContent) });
		}
	}

	/** Files that were removed before their message was stored are uploaded again: the first times unasked. */
	#uploadAgain(): void {
		const { outbox } = this.#options;
		for (const { id, state, error, attachments, attempt } of outbox.items) {
			const isMissing = state === 'failed' && error?.code === 'attachment_missing';
			if (!isMissing || attachments.length === 0) continue;
			const isUnasked = (attempt + 1) % MAX_UPLOADS > 0;
			outbox.update(id, {
				// Under other names: a removed name may stay forbidden.
				...{ attachments: [], attempt: attempt + 1 },
				...(isUnasked && { state: 'uploading', error: null })
			});
		}
	}

	#release(id: string): void {
		this.#kept.delete(id);
		if (this.#current?.id === id) this.#current.stop.abort();
	}

	async #upload(item: Outgoing): Promise<void> {
		const stop = new AbortController();
		this.#current = { id: item.id, stop };
		const onUploaded = () => (this.#failures = 0);
		try {
			await uploadMessageFiles({ ...this.#options, signal: stop.signal, onUploaded }, item);
		} catch (error) {
			if (!stop.signal.aborted) this.#onFailure(item.id, toChatError(error));
		}
		this.#current = null;
		this.run();
	}

	#onFailure(id: string, error: ChatError): void {
		const { outbox, clock, random } = this.#options;
		const hopeless = error.status >= 500 && this.#failures + 1 >= MAX_SERVER_ERRORS;
		if (error.kind === 'refused' || hopeless) {
			this.#failures = 0;
			outbox.update(id, { state: 'failed', error, progress: null });
			return;
		}
		this.#rateLimited = error.kind === 'slow';
		const delay = this.#rateLimited
			? (error.retryAfter ?? RATE_LIMIT_WAIT_MS)
			: retryDelay(this.#failures++, random);
		outbox.show(id, { error });
		this.#cancelWait = clock.after(delay, () => {
			this.#rateLimited = false;
			this.#wake();
		});
	}

	#wake(): void {
		if (this.#rateLimited) return;
		this.#cancelWait?.();
		this.#cancelWait = null;
		this.run();
	}

	/** Whether a message waits in one of the user's outboxes, or files for the next one, in any tab. */
	#isUnsent(id: string): boolean {
		const { outbox, storage, userId } = this.#options;
		if (outbox.items.some((item) => item.id === id)) return true;
		try {
			return [outboxKeys(userId), draftKeys(userId)].some((prefix) =>
				storage.keys(prefix).some((key) => key.endsWith(`:${id}`))
			);
		} catch {
			return true;
		}
	}
}

/** Not so after a reload, which leaves an empty object of the content. */
function isPrepared(file: OutgoingFile): file is PreparedFile {
	return (file as Partial<PreparedFile>).blob instanceof Blob;
}

function withoutContent({ blob: _, preview: __, ...file }: PreparedFile): OutgoingFile {
	return file;
}
