import type { ChatError } from '../chat-error.ts';
import type { StoredDraft } from './outbox-storage.ts';

/** 'waiting' for its turn, the network or a retry; 'failed' until the writer retries or deletes it. */
export type OutgoingState = 'waiting' | 'sending' | 'failed';

/** A message that is not known to be stored. */
export interface Outgoing {
	readonly id: string;
	readonly content: string;
	readonly createdAt: Date;
	readonly state: OutgoingState;
	/** The last error; null on a first try, a manual retry and after a reload. */
	readonly error: ChatError | null;
	/** When it is retried, while rate limited. */
	readonly retryAt: Date | null;
}

/** An unsent message in stored form. */
export function toStored({ id, content, createdAt, state }: Outgoing): StoredDraft {
	return { id, content, createdAt: createdAt.getTime(), failed: state === 'failed' };
}

/** A stored message as it is queued after a reload. */
export function fromStored({ id, content, createdAt, failed }: StoredDraft): Outgoing {
	const state = failed ? 'failed' : 'waiting';
	return { id, content, createdAt: new Date(createdAt), state, error: null, retryAt: null };
}
