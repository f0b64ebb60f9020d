import type { ChatError } from '../chat-error.ts';
import type { StoredDraft } from './outbox-storage.ts';

/** 'waiting' for its turn, the network or the next try; 'failed' for the writer's decision. */
export type OutgoingState = 'waiting' | 'sending' | 'failed';

/** A message that is not known to be stored. */
export interface Outgoing {
	readonly id: string;
	readonly content: string;
	readonly createdAt: Date;
	readonly state: OutgoingState;
	/** Why it failed or is late; null for a first try, or after a reload. */
	readonly error: ChatError | null;
	/** While a rate limit holds it back: when it is tried again. */
	readonly retryAt: Date | null;
}

/** An unsent message as it is stored. */
export function toStored({ id, content, createdAt, state }: Outgoing): StoredDraft {
	return { id, content, createdAt: createdAt.getTime(), failed: state === 'failed' };
}

/** A stored message as it waits anew. */
export function fromStored({ id, content, createdAt, failed }: StoredDraft): Outgoing {
	const state = failed ? 'failed' : 'waiting';
	return { id, content, createdAt: new Date(createdAt), state, error: null, retryAt: null };
}
