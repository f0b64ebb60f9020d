import type { RepliesVersion, ReplyText, SavedReply } from '../../core/saved-reply.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';

/** How many are read at once; the API may return fewer (`api.max_rows`). */
const PAGE = 1000;
const COLUMNS = 'id, title, content, updated_at';

interface ReplyRow extends ReplyText {
	id: string;
	updated_at: string;
}

/** The admins' saved replies over supabase-js. Methods reject with a `ChatError`. */
export class SavedRepliesTransport {
	readonly #client: ChatClient;

	constructor(client: ChatClient) {
		this.#client = client;
	}

	/** All of them, in no particular order. */
	async list(): Promise<SavedReply[]> {
		const replies: SavedReply[] = [];
		for (;;) {
			let request = this.#replies().select(COLUMNS, { count: 'exact' });
			const last = replies.at(-1);
			if (last) request = request.gt('id', last.id);
			const result = await request.order('id').limit(PAGE);
			const rows = dataOf(result);
			replies.push(...rows.map(toSavedReply));
			// The count is that of the rows from the last one on.
			if (rows.length === 0 || rows.length >= (result.count ?? Infinity)) return replies;
		}
	}

	/** See `RepliesVersion`. */
	async version(): Promise<RepliesVersion> {
		const result = await this.#replies()
			.select('updated_at', { count: 'exact' })
			.order('updated_at', { ascending: false })
			.limit(1);
		const [row] = dataOf(result);
		return { count: result.count ?? 0, newest: row?.updated_at ?? null };
	}

	/** One of them; null when there is none of that id. */
	async get(id: string): Promise<SavedReply | null> {
		const [row] = dataOf(await this.#replies().select(COLUMNS).eq('id', id));
		return row ? toSavedReply(row) : null;
	}

	/** Adds one; rejects with code 23505 when there is one of that id. */
	async add(id: string, { title, content }: ReplyText): Promise<SavedReply> {
		const added = await this.#replies().insert({ id, title, content }).select(COLUMNS).single();
		return toSavedReply(dataOf(added));
	}

	/** Changes one as it was when it was read; null when it has been changed or deleted since. */
	async change(
		{ id, updatedAt }: SavedReply,
		{ title, content }: ReplyText
	): Promise<SavedReply | null> {
		const result = await this.#replies()
			.update({ title, content })
			.eq('id', id)
			.eq('updated_at', updatedAt)
			.select(COLUMNS);
		const [row] = dataOf(result);
		return row ? toSavedReply(row) : null;
	}

	/** Deletes one as it was when it was read; false when it has been changed or deleted since. */
	async remove({ id, updatedAt }: SavedReply): Promise<boolean> {
		const result = await this.#replies()
			.delete()
			.eq('id', id)
			.eq('updated_at', updatedAt)
			.select('id');
		return dataOf(result).length > 0;
	}

	#replies() {
		return this.#client.from('support_saved_replies');
	}
}

function toSavedReply({ id, title, content, updated_at }: ReplyRow): SavedReply {
	// As a text field has it, so that ranges in the content are those in the field.
	return { id, title, content: content.replace(/\r\n?/g, '\n'), updatedAt: updated_at };
}
