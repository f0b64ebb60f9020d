import type { ChatError } from '../chat-error.ts';
import type { DraftAttachment, OutgoingFile } from '../files/outgoing-file.ts';
import type { StoredDraft } from './outbox-storage.ts';

/**
 * 'uploading' until its files are up; 'waiting' for its turn, the network or a retry; 'failed' until the
 * writer retries or deletes it.
 */
export type OutgoingState = 'uploading' | 'waiting' | 'sending' | 'failed';

/** A message that is not known to be stored. */
export interface Outgoing {
	readonly id: string;
	/** Blank for a message of files only. */
	readonly content: string;
	readonly createdAt: Date;
	readonly state: OutgoingState;
	/** The last error; null on a first try, a manual retry and after a reload. */
	readonly error: ChatError | null;
	/** When it is retried, while rate limited. */
	readonly retryAt: Date | null;
	/** In the order chosen. */
	readonly files: readonly OutgoingFile[];
	/** The first of `files`, as far as they are up. */
	readonly attachments: readonly DraftAttachment[];
	/** How often its files were uploaded before, under other names. */
	readonly attempt: number;
	/** How much of its files is up, 0 to 1; null unless uploading. */
	readonly progress: number | null;
}

/** An unsent message in stored form. */
export function toStored(item: Outgoing): StoredDraft {
	const { id, content, createdAt, state, files, attachments, attempt } = item;
	const failed = state === 'failed';
	return { id, content, createdAt: createdAt.getTime(), failed, files, attachments, attempt };
}

/** A stored message as it is queued after a reload. */
export function fromStored(draft: StoredDraft): Outgoing {
	const { id, content, createdAt, failed, files = [], attachments = [], attempt = 0 } = draft;
	const item = { id, content, createdAt: new Date(createdAt), files, attachments, attempt };
	return queued(item, failed);
}

/** A message as it is queued: what is next is the upload of its files, or its turn. */
export function queued(
	item: Pick<Outgoing, 'id' | 'content' | 'createdAt' | 'files' | 'attachments' | 'attempt'>,
	failed = false
): Outgoing {
	const isUp = item.attachments.length === item.files.length;
	const state = failed ? 'failed' : isUp ? 'waiting' : 'uploading';
	return { ...item, state, error: null, retryAt: null, progress: null };
}
