import type { Message, ReadReceipt, SenderType } from '../../core/message.ts';
import { otherSide } from '../../core/message.ts';
import { pageAddress } from '../../core/page-address.ts';
import type { ChannelHandle, ChannelListener, ChatTransport, Draft } from '../../core/ports.ts';
import type { ChatClient } from '../chat-client.ts';
import type { TablesInsert } from '../database.types.ts';
import { dataOf, throwIfFailed, toRestError } from '../errors.ts';
import { openLiveChannel } from '../realtime/live-channel.ts';
import type { MessageRow, ReadPayload } from '../rows.ts';
import { MESSAGE_COLUMNS, toMessage, toReadReceipt } from '../rows.ts';
import type { FirstPage } from './first-page.ts';
import { messagesOf, readBefore } from './read-messages.ts';

export interface ChatTransportOptions {
	client: ChatClient;
	chatId: string;
	/** The page's user: the database refuses a message when the token is another user's. */
	userId: string;
	/** The local side: the chat's owner or a support admin. */
	side: SenderType;
	/** Loads what these messages are shown with, unless it is there; they are passed on after it. */
	prepare?: ((messages: readonly Message[]) => Promise<unknown> | undefined) | undefined;
	/** May have asked for the newest messages already. */
	firstPage?: FirstPage | undefined;
}

/** One chat over supabase-js, for either side. Every promise rejects with a `ChatError`. */
export class SupabaseChatTransport implements ChatTransport {
	readonly #client: ChatClient;
	readonly #chatId: string;
	readonly #userId: string;
	readonly #side: SenderType;
	readonly #prepare: ChatTransportOptions['prepare'];
	readonly #firstPage: FirstPage | undefined;

	constructor({ client, chatId, userId, side, prepare, firstPage }: ChatTransportOptions) {
		this.#client = client;
		this.#chatId = chatId;
		this.#userId = userId;
		this.#side = side;
		this.#prepare = prepare;
		this.#firstPage = firstPage;
	}

	async fetchAfter(seq: number, limit: number, signal: AbortSignal): Promise<Message[]> {
		const result = await this.#messages()
			.gt('seq', seq)
			.order('seq')
			.limit(limit)
			.abortSignal(signal);
		return this.#take(dataOf(result));
	}

	async fetchBefore(seq: number | null, limit: number, signal: AbortSignal): Promise<Message[]> {
		const asked = seq === null ? this.#firstPage?.take(this.#chatId) : null;
		const rows = asked ?? readBefore(this.#client, this.#chatId, seq, limit, signal);
		return (await this.#take(await rows)).reverse();
	}

	async fetchReadMark(
		senderType: SenderType,
		fromSeq: number,
		signal: AbortSignal
	): Promise<ReadReceipt | null> {
		const result = await this.#messages()
			.eq('sender_type', senderType)
			.gte('seq', fromSeq)
			.not('read_at', 'is', null)
			.order('seq', { ascending: false })
			.limit(1)
			.abortSignal(signal);
		const last = dataOf(result).map(toMessage)[0];
		if (!last?.readAt) return null;
		return { reader: otherSide(senderType), upToSeq: last.seq, readAt: last.readAt };
	}

	async send({ id, content, attachments }: Draft, signal: AbortSignal): Promise<Message> {
		const { data, error, status } = await this.#client
			.from('support_messages')
			.insert({
				id,
				chat_id: this.#chatId,
				content,
				attachments,
				sender_id: this.#userId,
				// An admin's page says nothing about the user.
				...(this.#side === 'user' && { page_url: pageAddress(globalThis.location?.href ?? '') })
			} as TablesInsert<'support_messages'>)
			.select(MESSAGE_COLUMNS)
			.abortSignal(signal)
			.single();
		if (!error) return toMessage(data);
		const failure = toRestError(error, status);
		if (failure.code !== '23505') throw failure;
		// An earlier attempt was stored and its response lost: the row exists, with the files of that attempt.
		const stored = await this.#fetchOne(id, signal);
		if (!stored) throw failure;
		return stored;
	}

	async markRead(upToSeq: number, signal: AbortSignal): Promise<void> {
		const name = this.#side === 'user' ? 'mark_support_chat_read' : 'mark_support_chat_viewed';
		throwIfFailed(
			await this.#client
				.rpc(name, { chat_id: this.#chatId, up_to_seq: upToSeq })
				.abortSignal(signal)
		);
	}

	subscribe(listener: ChannelListener): ChannelHandle {
		return openLiveChannel({
			client: this.#client,
			topic: `support_chat:${this.#chatId}`,
			fromDatabase: true,
			events: {
				new_message: ({ message }: { message: MessageRow }) => this.#onRow(message, listener),
				messages_read: (payload: ReadPayload) => listener.onRead(toReadReceipt(payload))
			},
			onStatus: (status, error) => listener.onStatus(status, error)
		});
	}

	async #fetchOne(id: string, signal: AbortSignal): Promise<Message | null> {
		const result = await this.#messages().eq('id', id).abortSignal(signal).maybeSingle();
		throwIfFailed(result);
		return result.data && toMessage(result.data);
	}

	async #take(rows: readonly MessageRow[]): Promise<Message[]> {
		const messages = rows.map(toMessage);
		await this.#prepare?.(messages);
		return messages;
	}

	#onRow(row: MessageRow, listener: ChannelListener): void {
		const message = toMessage(row);
		const preparing = this.#prepare?.([message]);
		if (preparing) void preparing.then(() => listener.onMessage(message));
		else listener.onMessage(message);
	}

	#messages() {
		return messagesOf(this.#client, this.#chatId);
	}
}
