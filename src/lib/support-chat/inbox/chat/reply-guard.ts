import type { Message } from '../../core/message.ts';

/** What is known of the open chat when the draft changes. */
export interface DraftState {
	draft: string;
	/** The messages are loaded. */
	loaded: boolean;
	/** `seq` of the last message. */
	lastSeq: number;
}

/** Finds replies of other admins that arrive while one is being written. */
export class ReplyGuard {
	readonly #ownId: string;
	/** `seq` of the last message when the reply was begun, or that was asked about; null while there is none. */
	#seenUpTo: number | null = null;

	/** @param ownId public id of the signed-in admin */
	constructor(ownId: string) {
		this.#ownId = ownId;
	}

	/** To be called when the draft or the messages change. */
	track({ draft, loaded, lastSeq }: DraftState): void {
		if (draft.trim() === '') this.#seenUpTo = null;
		else if (loaded) this.#seenUpTo ??= lastSeq;
	}

	/** The last reply that another admin has sent since the draft was begun, once; null for none. */
	takeAnswer(messages: readonly Message[]): Message | null {
		const since = this.#seenUpTo;
		if (since === null) return null;
		const answer = messages.findLast(
			({ senderType, adminId, seq }) =>
				senderType === 'admin' && adminId !== this.#ownId && seq > since
		);
		if (answer) this.#seenUpTo = answer.seq;
		return answer ?? null;
	}
}
