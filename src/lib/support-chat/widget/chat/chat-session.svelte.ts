import type { ChatError } from '../../core/chat-error.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import type { SendProblem } from '../../core/sending/writing.ts';
import type { Message } from '../../core/message.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import type { StoredDraft } from '../../core/sending/outbox-storage.ts';
import { retryDelay } from '../../core/sync/retry-delay.ts';
import type { Conversation } from '../../core/conversation.ts';
import {
	TextFormats,
	type TextFormatsModule
} from '../../conversation/list/text-formats.svelte.ts';
import type { LoadClient } from '../../supabase/session/client-loader.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import type { FirstPage } from '../../supabase/transports/first-page.ts';
import { getOrCreateChat } from '../../supabase/transports/user-chat.ts';
import type { Guest, GuestOptions } from '../guest/guest.ts';
import type { EarlyMessages } from './early-messages.svelte.ts';
import { knownChatId, rememberChatId } from './known-chat.ts';
import { LiveChat } from './live-chat.ts';
import { idle } from '../../conversation/browser/next-task.ts';

export interface ChatSessionOptions extends GuestOptions {
	loadClient: LoadClient;
	/** What was written before the chat is known. */
	early: EarlyMessages;
	/** May have asked for the chat's newest messages already. */
	firstPage: FirstPage;
	/** Resolves when the chat may be shown, which takes long and is in no hurry before its messages are there. */
	mayShow(): Promise<void>;
	/** Loads what shows texts with formatting and links. */
	loadTextFormats(): Promise<TextFormatsModule>;
	/** Called when a reply arrives. */
	onReply(message: Message): void;
}

/** What the panel shows and calls of a session. */
export type PanelSession = Pick<
	ChatSession,
	| 'loadClient'
	| 'formats'
	| 'guest'
	| 'chat'
	| 'blocked'
	| 'failing'
	| 'ended'
	| 'draft'
	| 'setDraft'
	| 'early'
	| 'send'
>;

/**
 * The user's chat from the first opening of the panel until the page is left: accepts messages at once,
 * finds or creates the chat, and keeps its conversation running while the panel is closed, for the badge
 * and the sound.
 */
export class ChatSession {
	/** What the messages are shown with. */
	readonly formats: TextFormats;
	readonly #options: ChatSessionOptions;
	/** What is written goes to it, from its start. */
	#live = $state.raw<LiveChat | null>(null);
	/** The same once it may be shown. */
	#chat = $state.raw<LiveChat | null>(null);
	#guest = $state.raw<Guest | null>(null);
	#failing = $state(false);
	#blockedAt = $state.raw<Date | null>(null);
	#ended = $state<SessionEnd | null>(null);
	/** Refusals after which the chat was looked up again. */
	readonly #refusals = new WeakSet<ChatError>();
	#started = false;
	#stopped = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #early: EarlyMessages;

	constructor(options: ChatSessionOptions) {
		this.#options = options;
		this.#early = options.early;
		this.formats = new TextFormats(options.loadTextFormats);
	}

	get loadClient(): LoadClient {
		return this.#options.loadClient;
	}

	/** For a user without an address; null for others, and while that is unknown. */
	get guest(): Guest | null {
		return this.#guest;
	}

	/** Null until the chat is known; one stored by an earlier visit is used before the server is asked. */
	get chat(): LiveChat | null {
		return this.#chat;
	}

	/** Support takes no more messages from the user, as far as is known. */
	get blocked(): boolean {
		return this.#blockedAt !== null;
	}

	/** The chat could not be opened; it is retried automatically. */
	get failing(): boolean {
		return this.#failing;
	}

	/** Why the chat is no longer shown; null while the browser's session is its user's. */
	get ended(): SessionEnd | null {
		return this.#ended;
	}

	get draft(): string {
		return (this.#live?.conversation.current ?? this.#early).draft;
	}

	/** Stores the draft. */
	readonly setDraft = (text: string): void => {
		void this.formats.prepare([text]);
		(this.#live?.conversation.value ?? this.#early).draft = text;
	};

	/** Messages to be sent once the chat is known, oldest first. */
	get early(): readonly StoredDraft[] {
		return this.#early.unsent;
	}

	/**
	 * Accepts a message, to be sent now or once the chat is known; or returns why not. Files are taken only
	 * once it is known.
	 */
	send(text: string, files?: readonly PreparedFile[]): SendProblem | null {
		void this.formats.prepare([text]);
		if (this.#live) return this.#live.conversation.value.send(text, files);
		return this.#early.send(text);
	}

	/** Starts looking for the chat, once. */
	start(): void {
		if (this.#started) return;
		this.#started = true;
		void this.#find(0);
	}

	/** Finds or creates the chat. One that is known is read first: most often that is all that is missing. */
	async #find(failures: number): Promise<void> {
		try {
			const client = await this.#options.loadClient();
			const known = knownChatId(this.#options.userId);
			if (known) await this.#use(known, client);
			const { userId, language } = this.#options;
			const { id, hasEmail, blockedAt } = await getOrCreateChat(client, userId, language);
			rememberChatId(userId, id);
			this.#blockedAt = blockedAt;
			this.#guest = hasEmail ? null : (this.#guest ?? (await this.#loadGuest()));
			await this.#use(id, client);
			this.#failing = false;
		} catch {
			if (this.#stopped) return;
			this.#failing = true;
			this.#timer = setTimeout(() => void this.#find(failures + 1), retryDelay(failures));
		}
	}

	/** Null when it cannot be loaded: the chat works without. */
	#loadGuest(): Promise<Guest | null> {
		return import('../guest/guest.ts')
			.then((module) => module.createGuest(this.#options))
			.catch(() => null);
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		this.#live?.stop();
	}

	/** The user's session has ended: everything stops, and unsent messages stay stored for them. */
	end(end: SessionEnd): void {
		this.stop();
		this.#live = this.#chat = null;
		this.#ended = end;
	}

	async #use(chatId: string, client: ChatClient): Promise<void> {
		if (this.#stopped || this.#live?.conversation.value.chatId === chatId) return;
		const { formats } = this;
		const { userId, firstPage, onReply, mayShow } = this.#options;
		// An erased chat has accepted nothing: its unsent messages go to the new one.
		const unsent = [...(this.#live?.conversation.value.withdraw() ?? []), ...this.#early.unsent];
		this.#live?.stop();
		const draft = this.#early.takeUp(chatId);
		const chat = new LiveChat({ client, chatId, userId, unsent, draft, formats, firstPage });
		const { value } = chat.conversation;
		this.#live = chat;
		this.#early.clear();
		void formats.prepare(value.outgoing.map(({ content }) => content));
		value.onArrival(onReply);
		value.subscribe(() => {
			this.#onRefusal(value);
			this.#onSent(value);
		});
		// First, since mounting its list takes as long as the first response, and is too much for the same task.
		value.start();
		await mayShow();
		if (this.#stopped || this.#live !== chat) return;
		this.#chat = chat;
		await hasRead(value);
		await idle();
	}

	/** A chat that refuses its owner's message (403) was erased, when another takes over its messages, or blocked. */
	#onRefusal({ outgoing }: Conversation): void {
		const error = outgoing.find(({ state }) => state === 'failed')?.error;
		if (error?.status !== 403 || this.#refusals.has(error)) return;
		this.#refusals.add(error);
		void this.#find(0);
	}

	/** A message that was taken since is from a user who is not blocked any more. */
	#onSent({ messages }: Conversation): void {
		const blockedAt = this.#blockedAt;
		if (!blockedAt) return;
		const last = messages.findLast(({ senderType }) => senderType === 'user');
		if (last && last.createdAt > blockedAt) this.#blockedAt = null;
	}
}

/** Resolves when the newest messages have been read, or could not be. */
function hasRead(conversation: Conversation): Promise<void> {
	return new Promise((resolve) => {
		const look = () => {
			if (!conversation.loaded && !conversation.readError) return;
			stop();
			resolve();
		};
		const stop = conversation.subscribe(look);
		look();
	});
}
