import { createSubscriber } from 'svelte/reactivity';
import type { ConnectionState } from '../core/sync/connection.ts';
import { Conversation } from '../core/conversation.ts';
import type { SendProblem } from '../core/sending/writing.ts';
import type { DraftText } from '../core/sending/draft-text.ts';
import type { Message, SenderType } from '../core/message.ts';
import type { StoredDraft } from '../core/sending/outbox-storage.ts';
import type { Outgoing } from '../core/sending/outgoing.ts';
import type { evict, Past } from '../core/sync/past.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import { SupabaseChatTransport } from '../supabase/transports/chat-transport.ts';
import { browserClock, browserStore, browserEnvironment } from './browser/browser-ports.ts';

/** A `Conversation` that components can read: whatever they read, they hear of its changes. */
export class ConversationStore {
	readonly #conversation: Conversation;
	readonly #track: () => void;
	#evict: typeof evict | undefined;

	constructor(conversation: Conversation) {
		this.#conversation = conversation;
		this.#track = createSubscriber((update) => conversation.subscribe(update));
	}

	get chatId(): string {
		return this.#conversation.chatId;
	}

	/** The side that looks at the screen; its messages are on the right. */
	get side(): SenderType {
		return this.#conversation.side;
	}

	get messages(): readonly Message[] {
		return this.#read().messages;
	}

	get outgoing(): readonly Outgoing[] {
		return this.#read().outgoing;
	}

	get connection(): ConnectionState {
		return this.#read().connection;
	}

	get loaded(): boolean {
		return this.#read().loaded;
	}

	/** See `Conversation.lastSeq`. */
	get lastSeq(): number {
		return this.#read().lastSeq;
	}

	get readError(): Error | null {
		return this.#read().readError;
	}

	get hasOlder(): boolean {
		return this.#read().hasOlder;
	}

	get olderError(): Error | null {
		return this.#read().olderError;
	}

	get past(): Past | null {
		return this.#read().pages.past;
	}

	get unread(): number {
		return this.#read().unread;
	}

	/** See `Conversation.unreadFrom`. */
	get unreadFrom(): number {
		return this.#read().unreadFrom;
	}

	get draft(): string {
		return this.#read().draft;
	}

	set draft(text: string) {
		this.#conversation.draft = text;
	}

	/** See `Conversation.subscribe`; components need not call it. */
	subscribe(listener: () => void): () => void {
		return this.#conversation.subscribe(listener);
	}

	/** See `Conversation.onArrival`. */
	onArrival(listener: (message: Message) => void): () => void {
		return this.#conversation.onArrival(listener);
	}

	start(): void {
		this.#conversation.start();
	}

	stop(): void {
		this.#conversation.stop();
	}

	send(text: string): SendProblem | null {
		return this.#conversation.send(text);
	}

	retry(id: string): void {
		this.#conversation.retry(id);
	}

	discard(id: string): void {
		this.#conversation.discard(id);
	}

	/** See `Conversation.withdraw`. */
	withdraw(): StoredDraft[] {
		return this.#conversation.withdraw();
	}

	setReading(reading: boolean): void {
		this.#conversation.setReading(reading);
	}

	refresh(): void {
		this.#conversation.refresh();
	}

	loadOlder(): Promise<void> {
		return this.#conversation.loadOlder();
	}

	evict(start: number, end: number): void {
		this.#evict?.(this.#conversation.pages, start, end);
		// Whoever scrolls on asks again.
		import('../core/sync/past.ts').then(
			(past) => (this.#evict = past.evict),
			() => {}
		);
	}

	#read(): Conversation {
		this.#track();
		return this.#conversation;
	}
}

export interface BrowserConversationOptions {
	client: ChatClient;
	chatId: string;
	/** Whoever is signed in. */
	userId: string;
	/** 'user' in the widget, 'admin' in the inbox. */
	side: SenderType;
	/** See `ConversationOptions.unsent`. */
	unsent?: readonly StoredDraft[];
	/** See `ConversationOptions.draft`. */
	draft?: DraftText;
}

/** The store of one chat in this browser. Call `start` when it is mounted and `stop` after. */
export function createConversationStore(options: BrowserConversationOptions): ConversationStore {
	return new ConversationStore(
		new Conversation({
			...options,
			transport: new SupabaseChatTransport(options),
			clock: browserClock,
			storage: browserStore,
			environment: browserEnvironment
		})
	);
}
