import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxCursor, InboxPage } from '../../supabase/transports/chat-list.ts';
import { comparePlaces, listedChats, placeOf, type ListKind, type Place } from './chat-order.ts';
import { CHATS_A_PAGE, MAX_CHATS_SHOWN } from '../inbox-address.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxView } from '../live/live-inbox.svelte.ts';

/**
 * One list of the inbox: the chats of a tab and a filter, in their order down to a floor, without gaps.
 *
 * Known chats are kept apart from listed ones: a chat that is archived or answered leaves a list, and one
 * below the floor is not listed before the chats between have been read too.
 */
export class ChatList implements InboxView {
	readonly #kind: ListKind;
	readonly #port: () => InboxPort;
	#known: ReadonlyMap<string, ChatSummary> = $state.raw(new Map());
	#floor = $state.raw<Place | null>(null);
	#next = $state.raw<InboxCursor | null>(null);
	#shown = $state(CHATS_A_PAGE);
	#chats = $derived.by(() => listedChats(this.#known.values(), this.#kind, this.#floor));
	/** Chats of events that arrive during a read: they are newer than its rows. */
	#heard: Map<string, ChatSummary> | null = null;
	/** Ids of erased chats. Events and responses with one may still arrive. */
	readonly #erased = new Set<string>();
	/** Reads run one after another, since each starts from the result of the one before. */
	#reads: Promise<void> = Promise.resolve();

	/** @param options `first`: the list's first chats, at most `shown`, as read by the server */
	constructor(options: { kind: ListKind; shown: number; first: InboxPage; port: () => InboxPort }) {
		this.#kind = options.kind;
		this.#port = options.port;
		this.#shown = options.shown;
		// No derived state is read here: on the server it keeps its first value.
		this.#add(options.first.chats);
		this.#endAt(options.first);
	}

	/** In the list's order. */
	get chats(): readonly ChatSummary[] {
		return this.#chats;
	}

	get hasMore(): boolean {
		return this.#next !== null;
	}

	/** Capacity of the pages loaded so far, in chats, for the page's address. */
	get shown(): number {
		return this.#shown;
	}

	/** A known chat, listed or not. */
	find(chatId: string | undefined): ChatSummary | undefined {
		return chatId === undefined ? undefined : this.#known.get(chatId);
	}

	/** Adds the next page. @throws ChatError */
	loadMore(): Promise<void> {
		return this.#read(async () => {
			if (this.#next === null) return;
			const page = await this.#port().listChats({
				...this.#kind,
				before: this.#next,
				limit: CHATS_A_PAGE
			});
			this.#shown = Math.min(this.#shown + CHATS_A_PAGE, MAX_CHATS_SHOWN);
			this.#add([...this.#known.values(), ...page.chats]);
			this.#endAt(page);
		});
	}

	refresh(): Promise<void> {
		return this.#read(async () => {
			const limit = Math.min(Math.max(this.#shown, this.#chats.length), MAX_CHATS_SHOWN);
			this.#replaceTop(await this.#port().listChats({ ...this.#kind, limit }));
		});
	}

	onChat(chat: ChatSummary): void {
		if (this.#erased.has(chat.id)) return;
		// Messages are only ever added, so a row with fewer of them is an older one.
		if ((this.#known.get(chat.id)?.messageCount ?? 0) > chat.messageCount) return;
		this.#heard?.set(chat.id, chat);
		this.#known = new Map(this.#known).set(chat.id, chat);
	}

	onMoved(chat: ChatSummary): void {
		const { archived } = chat;
		this.onChat({ ...(this.#known.get(chat.id) ?? chat), archived });
	}

	onErased(chatId: string): void {
		this.#erased.add(chatId);
		this.#heard?.delete(chatId);
		this.#add([...this.#known.values()]);
	}

	#read(work: () => Promise<void>): Promise<void> {
		const read = this.#reads.then(async () => {
			this.#heard = new Map();
			try {
				await work();
			} finally {
				this.#heard = null;
			}
		});
		this.#reads = read.catch(() => {});
		return read;
	}

	/** Replaces the first chats. Those that were listed below them stay, with their own floor. */
	#replaceTop(page: InboxPage): void {
		const floor = page.next === null ? null : this.#floorOf(page);
		const below = floor ? this.#chats.filter((chat) => this.#isBelow(chat, floor)) : [];
		this.#add([...below, ...page.chats]);
		if (below.length === 0) this.#endAt(page);
	}

	#add(chats: ChatSummary[]): void {
		const known = new Map(chats.map((chat) => [chat.id, chat]));
		for (const [id, chat] of this.#heard ?? []) {
			if ((known.get(id)?.messageCount ?? 0) <= chat.messageCount) known.set(id, chat);
		}
		for (const id of this.#erased) known.delete(id);
		this.#known = known;
	}

	#endAt(page: InboxPage): void {
		this.#next = page.next;
		this.#floor = page.next === null ? null : this.#floorOf(page);
	}

	#floorOf(page: InboxPage): Place | null {
		const last = page.chats.at(-1);
		return last ? placeOf(last, this.#kind.filter) : null;
	}

	#isBelow(chat: ChatSummary, floor: Place): boolean {
		const { filter } = this.#kind;
		return comparePlaces(placeOf(chat, filter), floor, filter) > 0;
	}
}
