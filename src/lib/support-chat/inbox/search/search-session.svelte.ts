import type { ChatSummary } from '../../core/chat-summary.ts';
import type { Clock } from '../../core/ports.ts';
import type { MessageHit } from '../../core/search.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';
import { PagedResults } from './paged-results.svelte.ts';

/** A search starts after this pause in typing. */
export const TYPING_PAUSE_MS = 250;
const PEOPLE_A_PAGE = 5;
const MESSAGES_A_PAGE = 20;

export interface SearchPorts {
	port: () => Pick<InboxPort, 'searchChats' | 'searchMessages'>;
	clock: Clock;
	/** Called with the new query, for the page's address; '' for none. */
	onasked(query: string): void;
	/** What to search people for, when that is not the text itself. */
	peopleQuery?(query: string): string;
}

/** Both kinds of results of one query. */
export interface SearchAnswer {
	readonly query: string;
	readonly people: PagedResults<ChatSummary>;
	readonly messages: PagedResults<MessageHit>;
}

/**
 * The text of the search field, and the results of its query. A new query replaces the results: late
 * responses to an older one are not shown.
 */
export class SearchSession implements InboxView {
	/** Pressed in the field before the results of its text are there: what to do with the first one. */
	ahead = $state<'focus' | 'open' | null>(null);
	readonly #ports: SearchPorts;
	#text = $state('');
	#answer = $state.raw<SearchAnswer | null>(null);
	#cancelPause = () => {};

	constructor(ports: SearchPorts) {
		this.#ports = ports;
	}

	/** The text in the field. */
	get text(): string {
		return this.#text;
	}

	/** Results of the last query; null while there is none. */
	get answer(): SearchAnswer | null {
		return this.#answer;
	}

	/** Sets the text; searches once typing pauses, or ends the search when it is blank. */
	type(text: string): void {
		this.#text = text;
		this.ahead = null;
		this.#cancelPause();
		if (text.trim() === '') this.#ask('');
		else this.#cancelPause = this.#ports.clock.after(TYPING_PAUSE_MS, () => this.#ask(text));
	}

	/** Searches now, as on Enter. */
	submit(): void {
		this.#cancelPause();
		this.#ask(this.#text);
	}

	/** Shows the results for the query in the page's address: at the start, and after Back. */
	open(query: string): void {
		if (query === (this.#answer?.query ?? '')) return;
		this.#cancelPause();
		this.#text = query;
		this.#answer = query === '' ? null : this.#begin(query);
	}

	/** Updates the people who were found. */
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
		const { port, peopleQuery } = this.#ports;
		const people = new PagedResults<ChatSummary>(async (before) => {
			const { chats, next } = await port().searchChats(peopleQuery?.(query) ?? query, {
				limit: PEOPLE_A_PAGE,
				before
			});
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
