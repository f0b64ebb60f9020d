import { ChatError } from '../../core/chat-error.ts';
import { randomId } from '../../core/random-id.ts';
import {
	isSameReply,
	normaliseReply,
	replyProblems,
	type ReplyProblems,
	type SavedReply
} from '../../core/saved-reply.ts';
import type { SavedReplies } from './saved-replies.svelte.ts';

/** Why a reply was not saved, apart from what was typed. */
export type SaveFailure = 'forbidden' | 'failed';

const FINE: ReplyProblems = { title: null, content: null };

/** A saved reply that is being written or changed. */
export class ReplyEdit {
	title = $state('');
	content = $state('');
	readonly #replies: Pick<SavedReplies, 'add' | 'change'>;
	readonly #id: string;
	/** The reply as it was read; null for one that has to be added. */
	#base: SavedReply | null;
	#tried = $state(false);
	#saving = $state(false);
	#failure = $state<SaveFailure | null>(null);
	#theirs = $state.raw<SavedReply | null>(null);
	#gone = $state(false);
	readonly #text = $derived(normaliseReply({ title: this.title, content: this.content }));
	/** What is wrong with the fields; nothing before the first attempt to save. */
	readonly problems: ReplyProblems = $derived(this.#tried ? replyProblems(this.#text) : FINE);

	/** @param reply null for a new one */
	constructor(replies: Pick<SavedReplies, 'add' | 'change'>, reply: SavedReply | null) {
		this.#replies = replies;
		this.#base = reply;
		this.#id = reply?.id ?? randomId();
		this.title = reply?.title ?? '';
		this.content = reply?.content ?? '';
	}

	get saving(): boolean {
		return this.#saving;
	}

	/** Why the last attempt has failed; null when it has not. */
	get failure(): SaveFailure | null {
		return this.#failure;
	}

	/** What another admin has made of the reply meanwhile; null when nobody has changed it. */
	get theirs(): SavedReply | null {
		return this.#theirs;
	}

	/** Another admin has deleted it meanwhile: saving adds it again. */
	get gone(): boolean {
		return this.#gone;
	}

	/** Something was typed that is not saved. */
	get isChanged(): boolean {
		return !isSameReply(this, this.#base ?? { title: '', content: '' });
	}

	/**
	 * Saves it; false when it was not, for a reason in `problems`, `failure`, `theirs` or `gone`. Once
	 * another admin's version was shown, saving replaces that.
	 */
	async save(): Promise<boolean> {
		this.#tried = true;
		const { title, content } = replyProblems(this.#text);
		if (this.#saving || title || content) return false;
		this.#saving = true;
		this.#failure = null;
		try {
			return await this.#write();
		} catch (error) {
			const refused = error instanceof ChatError && error.kind === 'refused';
			this.#failure = refused ? 'forbidden' : 'failed';
			return false;
		} finally {
			this.#saving = false;
		}
	}

	/** Goes on with what another admin has made of it. */
	useTheirs(): void {
		const theirs = this.#theirs;
		if (!theirs) return;
		this.title = theirs.title;
		this.content = theirs.content;
		this.#theirs = null;
	}

	async #write(): Promise<boolean> {
		if (!this.#base) {
			await this.#replies.add(this.#id, this.#text);
			return true;
		}
		const outcome = await this.#replies.change(this.#base, this.#text);
		this.#theirs = outcome.kind === 'changed' ? outcome.theirs : null;
		this.#gone = outcome.kind === 'gone';
		if (outcome.kind === 'done') return true;
		this.#base = this.#theirs;
		// The same text needs no question.
		return this.#theirs !== null && isSameReply(this.#theirs, this.#text);
	}
}
