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
	/** In the order chosen. With their contents, `PreparedFile`, until these are kept elsewhere. */
	readonly files: readonly OutgoingFile[];
	/** The first of `files`, as far as they are up. */
	readonly attachments: readonly DraftAttachment[];
	/** How often its files were uploaded before, under other names. */
	readonly attempt: number;
	/** How much of its files is up, 0 to 1; null unless uploading. */
	readonly progress: number | null;
}

/** What is stored of an unsent message, besides its time and whether it has failed. */
type Kept = Pick<Outgoing, 'id' | 'content' | 'files' | 'attachments' | 'attempt'>;

/** An unsent message in stored form. */
export function toStored({
	createdAt,
	state,
	error: _,
	retryAt: __,
	progress: ___,
	...kept
}: Outgoing): StoredDraft {
	return { ...kept, createdAt: createdAt.getTime(), failed: state === 'failed' };
}

/** A stored message as it is queued after a reload. */
export function fromStored({ createdAt, failed, ...kept }: StoredDraft): Outgoing {
	return queued({ ...NO_FILES, ...kept, createdAt: new Date(createdAt) }, failed);
}

/** What a message has without files, and with files of which none is up. */
export const NO_FILES = { files: [], attachments: [], attempt: 0 } as const;

/** A message as it is queued: what is next is the upload of its files, or its turn. */
export function queued(item: Kept & Pick<Outgoing, 'createdAt'>, failed = false): Outgoing {
	const isUp = item.attachments.length === item.files.length;
	const state = failed ? 'failed' : isUp ? 'waiting' : 'uploading';
	return { ...item, state, error: null, retryAt: null, progress: null };
}
