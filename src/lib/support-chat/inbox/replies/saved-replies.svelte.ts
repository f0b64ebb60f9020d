import { ChatError } from '../../core/chat-error.ts';
import type { ReplyText, RepliesVersion, SavedReply } from '../../core/saved-reply.ts';
import type { SavedRepliesTransport } from '../../supabase/transports/saved-replies-transport.ts';
import { ReplySearch } from './reply-search.ts';

/** Network access of the saved replies; tests pass a fake. */
export type SavedRepliesPort = Pick<
	SavedRepliesTransport,
	'list' | 'version' | 'get' | 'add' | 'change' | 'remove'
>;

/** How a change of a reply ended; in the meantime another admin may have changed or deleted it. */
export type ChangeOutcome =
	{ kind: 'done' } | { kind: 'changed'; theirs: SavedReply } | { kind: 'gone' };

/** SQLSTATE of an insert with an id that is in the table. */
const DUPLICATE = '23505';

/**
 * The replies that admins have saved. Read when they are needed first, and later only if they have
 * changed; the last ones read are shown meanwhile.
 */
export class SavedReplies {
	readonly #port: () => SavedRepliesPort;
	#replies = $state.raw<readonly SavedReply[]>([]);
	#loaded = $state(false);
	#failed = $state(false);
	#reading: Promise<void> | null = null;
	/** Number of changes made here, which a read that began before does not know. */
	#changes = 0;
	readonly #search = $derived(new ReplySearch(this.#replies));

	constructor(port: () => SavedRepliesPort) {
		this.#port = port;
	}

	/** All of them, by title. */
	get replies(): readonly SavedReply[] {
		return this.#replies;
	}

	/** They have been read. */
	get loaded(): boolean {
		return this.#loaded;
	}

	/** They could not be read, and there are no earlier ones to show. */
	get failed(): boolean {
		return this.#failed && !this.#loaded;
	}

	/** The best matches of a query, at most `limit`; see `ReplySearch`. */
	find(query: string, limit: number): SavedReply[] {
		return this.#search.find(query, limit);
	}

	/** Reads them if any has changed. Sets `failed` instead of rejecting. */
	refresh(): Promise<void> {
		return (this.#reading ??= this.#read().finally(() => (this.#reading = null)));
	}

	/**
	 * Adds a reply. With the id of an earlier call that failed, it adds none when that call had reached the
	 * table. Rejects with a `ChatError`.
	 */
	async add(id: string, text: ReplyText): Promise<void> {
		const port = this.#port();
		const added = await port.add(id, text).catch((error: unknown) => {
			if (error instanceof ChatError && error.code === DUPLICATE) return port.get(id);
			throw error;
		});
		if (added) this.#put(added);
	}

	/** Changes a reply unless it has been changed since it was read. Rejects with a `ChatError`. */
	async change(reply: SavedReply, text: ReplyText): Promise<ChangeOutcome> {
		const changed = await this.#port().change(reply, text);
		if (!changed) return this.#missed(reply);
		this.#put(changed);
		return { kind: 'done' };
	}

	/** Deletes a reply unless it has been changed since it was read. Rejects with a `ChatError`. */
	async remove(reply: SavedReply): Promise<ChangeOutcome> {
		if (!(await this.#port().remove(reply))) return this.#missed(reply);
		this.#drop(reply.id);
		return { kind: 'done' };
	}

	async #read(): Promise<void> {
		const before = this.#changes;
		this.#failed = false;
		try {
			const port = this.#port();
			if (this.#loaded && isSame(await port.version(), versionOf(this.#replies))) return;
			const replies = await port.list();
			// They may lack what was changed meanwhile.
			if (before !== this.#changes) return await this.#read();
			this.#replies = replies.sort(byTitle);
			this.#loaded = true;
		} catch {
			this.#failed = true;
		}
	}

	/** What has become of a reply that is not as it was read. */
	async #missed({ id }: SavedReply): Promise<ChangeOutcome> {
		const theirs = await this.#port().get(id);
		if (theirs) this.#put(theirs);
		else this.#drop(id);
		return theirs ? { kind: 'changed', theirs } : { kind: 'gone' };
	}

	#put(reply: SavedReply): void {
		this.#changes++;
		const others = this.#replies.filter(({ id }) => id !== reply.id);
		this.#replies = [...others, reply].sort(byTitle);
	}

	#drop(id: string): void {
		this.#changes++;
		this.#replies = this.#replies.filter((reply) => reply.id !== id);
	}
}

const titles = new Intl.Collator(undefined, { numeric: true });

function byTitle(a: SavedReply, b: SavedReply): number {
	return titles.compare(a.title, b.title) || (a.id < b.id ? -1 : 1);
}

function versionOf(replies: readonly SavedReply[]): RepliesVersion {
	let newest: string | null = null;
	for (const { updatedAt } of replies) {
		// PostgREST writes all times in one zone, so that their texts sort as they do.
		if (newest === null || updatedAt > newest) newest = updatedAt;
	}
	return { count: replies.length, newest };
}

function isSame(a: RepliesVersion, b: RepliesVersion): boolean {
	return a.count === b.count && a.newest === b.newest;
}
