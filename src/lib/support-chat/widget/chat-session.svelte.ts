import { watchDuty } from '../core/duty.ts';
import type { SendProblem } from '../core/conversation.ts';
import type { Message } from '../core/message.ts';
import { contentProblem, normaliseContent } from '../core/message.ts';
import { OUTBOX_LIMIT } from '../core/outbox.ts';
import type { StoredDraft } from '../core/outbox-storage.ts';
import { retryDelay } from '../core/retry-delay.ts';
import { createActivityStore } from '../conversation/activity-store.svelte.ts';
import { browserClock, browserStore, browserSurroundings } from '../conversation/browser-ports.ts';
import type { ConversationStore } from '../conversation/conversation-store.svelte.ts';
import { createConversationStore } from '../conversation/conversation-store.svelte.ts';
import type { LoadClient } from '../supabase/access-token.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import { SupabaseDutyTransport } from '../supabase/duty-transport.ts';
import { getReplyTime } from '../supabase/reply-time.ts';
import { getOrCreateChatId } from '../supabase/user-chat.ts';
import { Company } from './company.svelte.ts';
import { EarlyMessages } from './early-messages.svelte.ts';

export interface ChatSessionOptions {
	userId: string;
	loadClient: LoadClient;
	/** A reply has arrived. */
	onReply(message: Message): void;
}

/**
 * The user's chat from the first opening of the panel until the page is left: finds or makes the
 * chat, and keeps its conversation running while the panel is closed, for the badge and the sound.
 */
export class ChatSession {
	readonly #options: ChatSessionOptions;
	readonly #key: string;
	#store = $state.raw<ConversationStore | null>(null);
	#company = $state.raw<Company | null>(null);
	#failing = $state(false);
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

	/** Null until the chat is known; a chat known from an earlier visit is there at once. */
	get store(): ConversationStore | null {
		return this.#store;
	}

	/** Who is at the other end; null until the chat is known. */
	get company(): Company | null {
		return this.#company;
	}

	/** The chat could not be opened; it is tried again by itself. */
	get failing(): boolean {
		return this.#failing;
	}

	get draft(): string {
		return (this.#store ?? this.#early).draft;
	}

	/** Keeps what is typed. */
	readonly setDraft = (text: string): void => {
		(this.#store ?? this.#early).draft = text;
	};

	/** Messages that go out as soon as the chat is known, oldest first. */
	get early(): readonly StoredDraft[] {
		return this.#early.unsent;
	}

	/** Takes a message for sending, at once or as soon as there is a chat; or says why not. */
	send(text: string): SendProblem | null {
		if (this.#store) return this.#store.send(text);
		const content = normaliseContent(text);
		const isFull = this.#early.unsent.length >= OUTBOX_LIMIT;
		const problem = contentProblem(content) ?? (isFull ? 'outbox-full' : null);
		if (!problem) this.#early.add(content);
		return problem;
	}

	async start(failures = 0): Promise<void> {
		try {
			const client = await this.#options.loadClient();
			const known = this.#knownChatId();
			if (known) this.#use(known, client);
			const chatId = await getOrCreateChatId(client);
			this.#remember(chatId);
			this.#use(chatId, client);
			this.#failing = false;
		} catch {
			if (this.#stopped) return;
			this.#failing = true;
			this.#timer = setTimeout(() => void this.start(failures + 1), retryDelay(failures));
		}
	}

	stop(): void {
		this.#stopped = true;
		clearTimeout(this.#timer);
		this.#company?.stop();
		this.#store?.stop();
	}

	#use(chatId: string, client: ChatClient): void {
		if (this.#stopped || this.#store?.chatId === chatId) return;
		const { userId, onReply } = this.#options;
		const { draft } = this;
		// A chat that is no more has taken nothing: what is on its way goes to the new one.
		const unsent = [...(this.#store?.withdraw() ?? []), ...this.#early.unsent];
		this.#company?.stop();
		this.#store?.stop();
		const store = createConversationStore({ client, chatId, userId, side: 'user', unsent });
		// What an earlier visit left in the field is not typed over.
		store.draft = [store.draft, draft].filter(Boolean).join('\n');
		this.#early.clear();
		store.onArrival(onReply);
		store.start();
		this.#store = store;
		this.#company = new Company({
			activity: createActivityStore({ client, conversation: store, userId }),
			watchDuty: (onDuty) =>
				watchDuty(
					{ transport: new SupabaseDutyTransport(client), surroundings: browserSurroundings },
					onDuty
				),
			readReplyTime: () => getReplyTime(client),
			clock: browserClock
		});
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
