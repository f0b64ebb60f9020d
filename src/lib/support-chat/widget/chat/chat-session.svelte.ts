import type { ChatError } from '../../core/chat-error.ts';
import type { SendProblem } from '../../core/sending/writing.ts';
import type { Message } from '../../core/message.ts';
import { contentProblem, normaliseContent } from '../../core/message.ts';
import { OUTBOX_LIMIT } from '../../core/sending/outbox.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import type { StoredDraft } from '../../core/sending/outbox-storage.ts';
import { retryDelay } from '../../core/sync/retry-delay.ts';
import { browserStore } from '../../conversation/browser/browser-ports.ts';
import type { Conversation } from '../../core/conversation.ts';
import type { LoadClient } from '../../supabase/session/access-token.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { getOrCreateChatId } from '../../supabase/transports/user-chat.ts';
import { EarlyMessages } from './early-messages.svelte.ts';
import { LiveChat } from './live-chat.ts';
import { nextTask, idle } from '../next-task.ts';

export interface ChatSessionOptions {
	userId: string;
	/** What the user reads the chat in (BCP 47). */
	language: string;
	loadClient: LoadClient;
	/** A reply has arrived. */
	onReply(message: Message): void;
}

/**
 * The user's chat from the first opening of the panel until the page is left: takes what is written
 * at once, finds or makes the chat, and keeps its conversation running while the panel is closed, for
 * the badge and the sound.
 */
export class ChatSession {
	readonly #options: ChatSessionOptions;
	readonly #key: string;
	#chat = $state.raw<LiveChat | null>(null);
	#failing = $state(false);
	#ended = $state<SessionEnd | null>(null);
	/** For which it was asked already whether there is another chat. */
	readonly #refusals = new WeakSet<ChatError>();
	#started = false;
	#stopped = false;
	#timer: ReturnType<typeof setTimeout> | undefined;
	readonly #early: EarlyMessages;

	constructor(options: ChatSessionOptions) {
		this.#options = options;
		this.#key = `support-chat:chat:${options.userId}`;
		this.#early = new EarlyMessages(browserStore, options.userId);
	}

	get loadClient(): LoadClient {
		return this.#options.loadClient;
	}

	/** Null until the chat is known; one known from an earlier visit is there soon after the panel. */
	get chat(): LiveChat | null {
		return this.#chat;
	}

	/** The chat could not be opened; it is tried again by itself. */
	get failing(): boolean {
		return this.#failing;
	}

	/** Why the chat is shown no longer; null while the browser's session is its user's. */
	get ended(): SessionEnd | null {
		return this.#ended;
	}

	get draft(): string {
		return (this.#chat?.conversation.current ?? this.#early).draft;
	}

	/** Keeps what is typed. */
	readonly setDraft = (text: string): void => {
		(this.#chat?.conversation.value ?? this.#early).draft = text;
	};

	/** Messages that go out as soon as the chat is known, oldest first. */
	get early(): readonly StoredDraft[] {
		return this.#early.unsent;
	}

	/** Takes a message for sending, at once or as soon as there is a chat; or says why not. */
	send(text: string): SendProblem | null {
		if (this.#chat) return this.#chat.conversation.value.send(text);
		const content = normaliseContent(text);
		const isFull = this.#early.unsent.length >= OUTBOX_LIMIT;
		const problem = contentProblem(content) ?? (isFull ? 'outbox-full' : null);
		if (!problem) this.#early.add(content);
		return problem;
	}

	/** The draft is there at once, the chat soon. Once is enough: returns whether this was the first time. */
	start(): boolean {
		if (this.#started) return false;
		this.#started = true;
		this.#takeDraft();
		void this.#find(0);
		return true;
	}

	/** Looks for the chat, in tasks of its own: neither the panel nor what is typed waits for it. */
	async #find(failures: number): Promise<void> {
		try {
			await idle();
			if (this.#stopped) return;
			const client = await this.#options.loadClient();
			const known = this.#knownChatId();
			if (known) await this.#use(known, client);
			const { userId, language } = this.#options;
			const chatId = await getOrCreateChatId(client, userId, language);
			this.#remember(chatId);
			await this.#use(chatId, client);
			this.#failing = false;
		} catch {
			if (this.#stopped) return;
			this.#failing = true;
			this.#timer = setTimeout(() => void this.#find(failures + 1), retryDelay(failures));
		}
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		this.#chat?.stop();
	}

	/** The user has left this browser: nothing goes on, and what is unsent stays in the store for them. */
	end(end: SessionEnd): void {
		this.stop();
		this.#chat = null;
		this.#ended = end;
	}

	async #use(chatId: string, client: ChatClient): Promise<void> {
		if (this.#chat?.conversation.value.chatId === chatId) return;
		await nextTask();
		if (this.#stopped) return;
		const { userId, onReply } = this.#options;
		// A chat that is no more has taken nothing: what is on its way goes to the new one.
		const unsent = [...(this.#chat?.conversation.value.withdraw() ?? []), ...this.#early.unsent];
		this.#chat?.stop();
		const draft = this.#early.takeUp(chatId);
		const chat = new LiveChat({ client, chatId, userId, unsent, draft });
		const { value } = chat.conversation;
		this.#early.clear();
		value.onArrival(onReply);
		value.subscribe(() => this.#onRefusal(value));
		this.#chat = chat;
		// To mount its list and to connect is too much for one task.
		await nextTask();
		if (!this.#stopped) value.start();
	}

	/** A chat that takes no message of its owner's was erased: another is begun, and sends what this one has. */
	#onRefusal({ outgoing }: Conversation): void {
		const error = outgoing.find(({ state }) => state === 'failed')?.error;
		if (error?.status !== 403 || this.#refusals.has(error)) return;
		this.#refusals.add(error);
		void this.#find(0);
	}

	/** The field shows what an earlier visit left in it from the start: later it would move the cursor. */
	#takeDraft(): void {
		const known = this.#knownChatId();
		if (known) this.#early.takeUp(known);
	}

	#knownChatId(): string | null {
		try {
			return localStorage.getItem(this.#key);
		} catch {
			return null;
		}
	}

	/** Also tells the launchers in other tabs that there is a chat now. */
	#remember(chatId: string): void {
		try {
			localStorage.setItem(this.#key, chatId);
		} catch {
			// Forbidden storage: the chat is looked up at each visit.
		}
	}
}
