import type { ChatList } from '../list/chat-list.svelte.ts';
import type { ChatState } from '../chat/chat-state.svelte.ts';
import type { ReplyAhead } from '../chat/reply-ahead.svelte.ts';
import { Selection, type SelectableRow } from '../list/selection.svelte.ts';

/** Something that can take the focus. */
export interface Focusable {
	focus(): void;
}

/** What lies before an admin: the parts of the page that the keyboard acts on. */
export class KeyboardTargets {
	readonly selection = new Selection();
	#list = $state.raw<ChatList | null>(null);
	#open = $state.raw<ChatState | null>(null);
	/** The chat whose page this is, though it may not have been found. */
	#pageId = $state<string | null>(null);
	/** The chat that the page is on its way to, by what the app says. */
	#wayId = $state<string | null>(null);
	/** The chat that a key has asked for: the app tells of its way a little later. */
	#askedId = $state<string | null>(null);
	/** Where replies are written; null while no chat is open. */
	composer = $state.raw<Focusable | null>(null);
	/** Where the open chat is read. */
	conversation: Focusable | null = null;
	searchField: Focusable | null = null;
	/** What is written to a chat that is not there yet. */
	reply = $state.raw<ReplyAhead | null>(null);
	/**
	 * Puts the focus on a row of the list, where the list is in sight. For a key, `focusVisible` goes with
	 * it: WebKit remembers the click on a row, and hides the focus also when keys have moved it on.
	 */
	focusRow: (key: string, options?: FocusOptions) => void = () => {};
	/** Lists the keys that work here. */
	showShortcuts: () => void = () => {};

	/** The list of chats; null before it is mounted. */
	get list(): ChatList | null {
		return this.#list;
	}

	/** The chat in the conversation's place. */
	get open(): ChatState | null {
		return this.#open;
	}

	/** See `setPage`. */
	get pageId(): string | null {
		return this.#pageId;
	}

	/** The chat that is on its way into the conversation's place. */
	get openingId(): string | null {
		const id = this.#askedId ?? this.#wayId;
		return id === this.#open?.chat.id ? null : id;
	}

	/** The selected row when it is of another chat than the open one, and somebody has gone there. */
	get chosen(): SelectableRow | null {
		const { current, inherited } = this.selection;
		if (!this.#open) return current;
		return inherited || current?.chatId === this.#open.chat.id ? null : current;
	}

	/** The row that has taken the open chat's place in the list, which that chat has left. */
	get next(): SelectableRow | null {
		const { current, inherited } = this.selection;
		if (!inherited || this.openingId) return null;
		return this.#open && current?.chatId !== this.#open.chat.id ? current : null;
	}

	/** A key asks for this chat, or for none. */
	ask(chatId: string | null): void {
		this.#askedId = chatId;
		if (this.reply?.chatId !== chatId) this.reply = null;
	}

	/** Which chat's page this is, and on the way to which one it is. */
	setPage(pageId: string | undefined, wayId: string | undefined): void {
		this.#pageId = pageId ?? null;
		this.#wayId = wayId ?? null;
		if (this.#askedId !== this.#wayId) this.#askedId = null;
		if (wayId && this.reply && this.reply.chatId !== wayId) this.reply = null;
	}

	/** What was begun for this chat, once, now that it has a field of its own. */
	takeReply(chatId: string): ReplyAhead | null {
		const { reply } = this;
		if (reply?.chatId !== chatId) return null;
		this.reply = null;
		return reply;
	}

	/** Puts a list in its place; returns how it leaves. */
	setList(list: ChatList): () => void {
		this.#list = list;
		return () => {
			if (this.#list === list) this.#list = null;
		};
	}

	/** Puts a chat in its place; returns how it leaves. */
	setOpen(open: ChatState): () => void {
		this.#open = open;
		return () => {
			if (this.#open === open) this.#open = null;
		};
	}
}
