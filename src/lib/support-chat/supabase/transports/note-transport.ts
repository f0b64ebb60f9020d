import type { Mention, Note } from '../../core/notes/note.ts';
import type { NoteTransport, TimeSpan } from '../../core/notes/note-ports.ts';
import type { Draft } from '../../core/ports.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf, throwIfFailed, toRestError } from '../errors.ts';
import { NOTE_COLUMNS, toNote } from '../note-rows.ts';

export interface NoteTransportOptions {
	client: ChatClient;
	chatId: string;
	/** Public id of the page's admin: the database refuses a note when the token is another's. */
	adminId: string;
}

/** The notes of one chat over supabase-js. Every promise rejects with a `ChatError`. */
export class SupabaseNoteTransport implements NoteTransport {
	readonly #options: NoteTransportOptions;

	constructor(options: NoteTransportOptions) {
		this.#options = options;
	}

	async fetch({ from, to }: TimeSpan, limit: number, signal: AbortSignal): Promise<Note[]> {
		let query = this.#notes();
		if (from > -Infinity) query = query.gte('created_at', new Date(from).toISOString());
		// Times are of whole milliseconds here, and of microseconds in the table.
		if (to < Infinity) query = query.lt('created_at', new Date(to + 1).toISOString());
		const result = await query
			.order('created_at', { ascending: false })
			.order('id', { ascending: false })
			.limit(limit)
			.abortSignal(signal);
		return dataOf(result).map(toNote).reverse();
	}

	async send({ id, content }: Draft, signal: AbortSignal): Promise<Note> {
		const { client, chatId, adminId } = this.#options;
		const { data, error, status } = await client
			.from('support_notes')
			.insert({ id, chat_id: chatId, content, admin_id: adminId })
			.select(NOTE_COLUMNS)
			.abortSignal(signal)
			.single();
		if (!error) return toNote(data);
		const failure = toRestError(error, status);
		if (failure.code !== '23505') throw failure;
		// An earlier try was stored and its response lost.
		const stored = dataOf(await this.#notes().eq('id', id).abortSignal(signal)).map(toNote)[0];
		if (!stored) throw failure;
		return stored;
	}

	async remove(id: string): Promise<void> {
		throwIfFailed(await this.#options.client.from('support_notes').delete().eq('id', id));
	}

	#notes() {
		const { client, chatId } = this.#options;
		return client.from('support_notes').select(NOTE_COLUMNS).eq('chat_id', chatId);
	}
}

/** Most unseen mentions that are read. */
const MAX_MENTIONS = 100;

/** The newest notes that mention the signed-in admin, who has not seen them. Rejects with a `ChatError`. */
export async function fetchMentions(client: ChatClient): Promise<Mention[]> {
	const result = await client
		.from('support_mentions')
		.select('note:support_notes!inner (id, chat_id, admin_name, content, created_at)')
		.order('mentioned_at', { ascending: false })
		.limit(MAX_MENTIONS);
	return dataOf(result).map(({ note }) => toNote({ ...note, admin_id: null, mentions: [] }));
}

/** Forgets the mentions of the signed-in admin in a chat. Rejects with a `ChatError`. */
export async function markMentionsSeen(client: ChatClient, chatId: string): Promise<void> {
	throwIfFailed(await client.rpc('mark_support_mentions_seen', { chat_id: chatId }));
}
