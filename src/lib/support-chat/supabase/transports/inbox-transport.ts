import type { Admin } from '../../core/admin.ts';
import type { FilterCounts } from '../../core/chat-filter.ts';
import type { ChatDetails } from '../../core/chat-details.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { knownProblems, type HealthProblem } from '../../core/health.ts';
import { parseInterval, secondsIn } from '../../core/duration.ts';
import type { Report, ReportQuery } from '../../core/report.ts';
import type { Mention } from '../../core/notes/note.ts';
import type { ChannelHandle } from '../../core/ports.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf, throwIfFailed } from '../errors.ts';
import { openLiveChannel } from '../realtime/live-channel.ts';
import { inboxEvents, type InboxListener } from './inbox-events.ts';
import { missesLastReply } from './missed-reply.ts';
import { chatRows, listChats, type InboxPage, type InboxQuery } from './chat-list.ts';
import { readReport } from './report-transport.ts';
import { fetchMentions, markMentionsSeen } from './note-transport.ts';
import { toChatDetails, toChatSummary } from '../rows.ts';
import {
	searchChats,
	searchMessages,
	type SearchOptions,
	type SearchPage
} from './search-transport.ts';

/** The inbox over supabase-js. Methods reject with a `ChatError`. */
export class InboxTransport {
	readonly #client: ChatClient;

	/** @param client the browser's, or on the server the request's own */
	constructor(client: ChatClient) {
		this.#client = client;
	}

	/** One page of the chats of a filter. */
	listChats(query: InboxQuery): Promise<InboxPage> {
		return listChats(this.#client, query);
	}

	/** Messages that match `query`: words, "phrases", the last word as a prefix. Newest first. */
	searchMessages(query: string, options: SearchOptions): Promise<SearchPage> {
		return searchMessages(this.#client, query, options);
	}

	/** Chats whose user's e-mail address or name contains `email`, newest first. */
	searchChats(email: string, options: SearchOptions): Promise<InboxPage> {
		return searchChats(this.#client, email, options);
	}

	/** One chat, or null when none has that id or the caller is not an admin. */
	async getChat(chatId: string): Promise<ChatSummary | null> {
		const result = await chatRows(this.#client).eq('id', chatId).maybeSingle();
		throwIfFailed(result);
		return result.data && toChatSummary(result.data);
	}

	/** Details of a chat and its user, or null when there is no such chat. */
	async chatDetails(chatId: string): Promise<ChatDetails | null> {
		const [result, facts] = await Promise.all([
			this.#client.rpc('support_chat_details', { chat_id: chatId }),
			this.#client.rpc('support_chat_facts', { chat_id: chatId })
		]);
		if (result.status === 404) return null;
		const [row] = dataOf(result);
		// Without the facts everything else is still worth showing.
		return row ? toChatDetails(row, facts.data) : null;
	}

	/** How many chats each filter lists, counted up to 100 each. */
	async countChats(archived: boolean): Promise<FilterCounts> {
		// The generated types miss what a function with several out parameters returns: one object of them.
		return dataOf(
			await this.#client.rpc('count_support_chats', { archived })
		) as unknown as FilterCounts;
	}

	/** How many active chats are unread, counted up to 100. */
	async countUnread(): Promise<number> {
		return dataOf(await this.#client.rpc('count_unread_support_chats'));
	}

	/** What happened in a span of days. */
	report(query: ReportQuery): Promise<Report> {
		return readReport(this.#client, query);
	}

	/** Problems with scheduled jobs, e-mail and Realtime; empty when all is well. */
	async health(): Promise<HealthProblem[]> {
		const [row] = dataOf(await this.#client.rpc('support_health'));
		return knownProblems(row?.problems ?? []);
	}

	/**
	 * Archives a chat; rejects with code P0001 when the user has written after message `upToSeq`, the last
	 * one that the admin has seen.
	 */
	async archive(chatId: string, upToSeq: number): Promise<void> {
		throwIfFailed(
			await this.#client.rpc('archive_support_chat', { chat_id: chatId, up_to_seq: upToSeq })
		);
	}

	async unarchive(chatId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('unarchive_support_chat', { chat_id: chatId }));
	}

	/** Assigns a chat to the admin with this public id, or to nobody. */
	async assign(chatId: string, adminId: string | null): Promise<void> {
		// The generated types miss that null is allowed.
		const args = { chat_id: chatId, admin_id: adminId as string };
		throwIfFailed(await this.#client.rpc('assign_support_chat', args));
	}

	/** Marks a chat as unread until an admin views it. */
	async markUnread(chatId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('mark_support_chat_unread', { chat_id: chatId }));
	}

	/** Marks a chat as viewed up to the message with this `seq`. */
	async markViewed(chatId: string, upToSeq: number): Promise<void> {
		const args = { chat_id: chatId, up_to_seq: upToSeq };
		throwIfFailed(await this.#client.rpc('mark_support_chat_viewed', args));
	}

	/** Refuses what the chat's user writes from now on. */
	async block(chatId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('block_support_chat', { chat_id: chatId }));
	}

	async unblock(chatId: string): Promise<void> {
		throwIfFailed(await this.#client.rpc('unblock_support_chat', { chat_id: chatId }));
	}

	/** See the function `missesLastReply`. */
	missesLastReply(chatId: string): Promise<boolean> {
		return missesLastReply(this.#client, chatId);
	}

	/** See the function `fetchMentions`. */
	mentions(): Promise<Mention[]> {
		return fetchMentions(this.#client);
	}

	/** See the function `markMentionsSeen`. */
	markMentionsSeen(chatId: string): Promise<void> {
		return markMentionsSeen(this.#client, chatId);
	}

	/** All support admins. */
	async admins(): Promise<Admin[]> {
		const result = await this.#client.from('support_admins').select('id, user_id, display_name');
		return dataOf(result).map((row) => ({
			id: row.id,
			userId: row.user_id,
			name: sanitizeDisplayText(row.display_name)
		}));
	}

	/** After which time, in ms, a user who waits stands out. */
	async waitingWarning(): Promise<number> {
		const result = await this.#client.from('support_settings').select('waiting_warning').single();
		return secondsIn(parseInterval(dataOf(result).waiting_warning as string)) * 1000;
	}

	/** The user as a support admin, or null. Row-level security shows `support_admins` to admins only. */
	async findAdmin(userId: string): Promise<Admin | null> {
		const admins = await this.admins();
		return admins.find((admin) => admin.userId === userId) ?? null;
	}

	/** Live events of all chats. After each 'joined', read the list again: events may be missing. */
	subscribe(listener: InboxListener): ChannelHandle {
		return openLiveChannel({
			client: this.#client,
			topic: 'admin_support_notifications',
			fromDatabase: true,
			events: inboxEvents(listener),
			onStatus: (status, error) => listener.onStatus(status, error)
		});
	}
}
