import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Clock } from '../../core/ports.ts';
import type { MessageHit } from '../../core/search.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';
import { PagedResults } from './paged-results.svelte.ts';

/** While somebody types on, nothing is asked. */
export const TYPING_PAUSE_MS = 250;
const PEOPLE_A_PAGE = 5;
const MESSAGES_A_PAGE = 20;

export interface SearchPorts {
	port: () => Pick<InboxPort, 'searchChats' | 'searchMessages'>;
	clock: Clock;
	/** The question that is being answered, for the page's address; '' for none. */
	onasked(query: string): void;
}

/** The two answers to one question. */
export interface SearchAnswer {
	readonly query: string;
	readonly people: PagedResults<ChatSummary>;
	readonly messages: PagedResults<MessageHit>;
}

/**
 * What is typed into the search, and the answer to it. A question replaces the one before with its
 * answers: what comes late for an old one is shown nowhere.
 */
export class SearchSession implements InboxView {
	readonly #ports: SearchPorts;
	#text = $state('');
	#answer = $state.raw<SearchAnswer | null>(null);
	#cancelPause = () => {};

	constructor(ports: SearchPorts) {
		this.#ports = ports;
	}

	/** As it is in the field. */
	get text(): string {
		return this.#text;
	}

	/** To what was typed until a moment ago; null while nothing is searched for. */
	get answer(): SearchAnswer | null {
		return this.#answer;
	}

	/** Somebody types: asks when they pause. */
	type(text: string): void {
		this.#text = text;
		this.#cancelPause();
		if (text.trim() === '') this.#ask('');
		else this.#cancelPause = this.#ports.clock.after(TYPING_PAUSE_MS, () => this.#ask(text));
	}

	/** Asks now: somebody pressed Enter. */
	submit(): void {
		this.#cancelPause();
		this.#ask(this.#text);
	}

	/** The page's address says what is searched for: at the start, and when somebody goes back. */
	open(query: string): void {
		if (query === (this.#answer?.query ?? '')) return;
		this.#cancelPause();
		this.#text = query;
		this.#answer = query === '' ? null : this.#begin(query);
	}

	/** People who were found are shown as they are now. */
	onChat(chat: ChatSummary): void {
		this.#answer?.people.update((found) => (found.id === chat.id ? chat : found));
	}

	onMoved({ id, archived }: ChatSummary): void {
		this.#answer?.people.update((found) => (found.id === id ? { ...found, archived } : found));
		this.#answer?.messages.update((hit) => (hit.chatId === id ? { ...hit, archived } : hit));
	}

	async refresh(): Promise<void> {}

	stop(): void {
		this.#cancelPause();
	}

	#ask(text: string): void {
		const query = text.trim();
		if (query === (this.#answer?.query ?? '')) return;
		this.#answer = query === '' ? null : this.#begin(query);
		this.#ports.onasked(query);
	}

	#begin(query: string): SearchAnswer {
		const { port } = this.#ports;
		const people = new PagedResults<ChatSummary>(async (before) => {
			const { chats, next } = await port().searchChats(query, { limit: PEOPLE_A_PAGE, before });
			return { items: chats, next };
		});
		const messages = new PagedResults<MessageHit>(async (before) => {
			const { hits, ...place } = await port().searchMessages(query, {
				limit: MESSAGES_A_PAGE,
				before
			});
			return { items: hits, ...place };
		});
		void people.load();
		void messages.load();
		return { query, people, messages };
	}
}
