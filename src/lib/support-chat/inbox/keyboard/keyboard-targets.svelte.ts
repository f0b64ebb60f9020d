import type { ChatList } from '../list/chat-list.svelte.ts';
import type { ChatState } from '../chat/chat-state.svelte.ts';
import type { ReplyAhead } from '../chat/reply-ahead.svelte.ts';
import type { WritingMode } from '../notes/writing-mode.ts';
import { Selection, type SelectableRow } from '../list/selection.svelte.ts';

/** Something that can take the focus. */
export interface Focusable {
	focus(): void;
}

/** The parts of the page that the keyboard acts on. */
export class KeyboardTargets {
	readonly selection = new Selection();
	#list = $state.raw<ChatList | null>(null);
	#open = $state.raw<ChatState | null>(null);
	/** The chat of this page, which may not exist. */
	#pageId = $state<string | null>(null);
	/** The chat that the app is navigating to. */
	#wayId = $state<string | null>(null);
	/** The chat that a key has requested: the app reports its navigation a little later. */
	#askedId = $state<string | null>(null);
	/** The field of the open chat, for a reply or a note; null while no chat is open. */
	composer = $state.raw<Focusable | null>(null);
	/** Shows and focuses the field of the open chat for a reply or a note; null while no chat is open. */
	writeAs: ((mode: WritingMode) => void) | null = null;
	/** The chat that opens with the field for a note. */
	#noteId: string | null = null;
	/** The messages of the open chat. */
	conversation: Focusable | null = null;
	searchField: Focusable | null = null;
	/** A reply to a chat that has not opened yet. */
	reply = $state.raw<ReplyAhead | null>(null);
	/**
	 * Focuses a row of the list, where the list is visible. Keys pass `focusVisible`: after a click on a row
	 * WebKit hides the focus ring, also when keys have moved the focus on.
	 */
	focusRow: (key: string, options?: FocusOptions) => void = () => {};
	/** Opens the menu of whom the open chat is assigned to. */
	assign: () => void = () => {};
	/** Marks the open chat as unread and leaves it; null while none is open. */
	markUnread: (() => void) | null = null;
	/** Shows the list of shortcuts. */
	showShortcuts: () => void = () => {};

	/** The list of chats; null before it is mounted. */
	get list(): ChatList | null {
		return this.#list;
	}

	/** The open chat. */
	get open(): ChatState | null {
		return this.#open;
	}

	/** See `setPage`. */
	get pageId(): string | null {
		return this.#pageId;
	}

	/** The chat that is being opened. */
	get openingId(): string | null {
		const id = this.#askedId ?? this.#wayId;
		return id === this.#open?.chat.id ? null : id;
	}

	/** The selected row; beside an open chat null if it is that chat's, or only replaced a row that left. */
	get chosen(): SelectableRow | null {
		const { current, inherited } = this.selection;
		if (!this.#open) return current;
		return inherited || current?.chatId === this.#open.chat.id ? null : current;
	}

	/** The row that has replaced the open chat's, which has left the list. */
	get next(): SelectableRow | null {
		const { current, inherited } = this.selection;
		if (!inherited || this.openingId) return null;
		return this.#open && current?.chatId !== this.#open.chat.id ? current : null;
	}

	/** Notes that a key has requested this chat, or null to leave. Drops a reply to another one. */
	ask(chatId: string | null): void {
		this.#askedId = chatId;
		if (this.reply?.chatId !== chatId) this.reply = null;
	}

	/** Sets the chat of this page, and the one that the app is navigating to. */
	setPage(pageId: string | undefined, wayId: string | undefined): void {
		this.#pageId = pageId ?? null;
		this.#wayId = wayId ?? null;
		if (this.#askedId !== this.#wayId) this.#askedId = null;
		if (wayId && this.reply && this.reply.chatId !== wayId) this.reply = null;
	}

	/** Returns the reply begun for this chat and clears it, as the chat now has its own field. */
	takeReply(chatId: string): ReplyAhead | null {
		const { reply } = this;
		if (reply?.chatId !== chatId) return null;
		this.reply = null;
		return reply;
	}

	/** Has a chat that has yet to open begin with a note, not with a reply. */
	noteAhead(chatId: string): void {
		this.#noteId = chatId;
		this.reply = null;
	}

	/** Has a chat that has yet to open begin with this reply, not with a note. */
	replyAhead(reply: ReplyAhead): void {
		this.#noteId = null;
		this.reply = reply;
	}

	/** Whether this chat begins with a note; true only once. */
	takeNote(chatId: string): boolean {
		const begins = this.#noteId === chatId;
		this.#noteId = null;
		return begins;
	}

	/** Sets the list; returns a cleanup function. */
	setList(list: ChatList): () => void {
		this.#list = list;
		return () => {
			if (this.#list === list) this.#list = null;
		};
	}

	/** Sets the open chat; returns a cleanup function. */
	setOpen(open: ChatState): () => void {
		this.#open = open;
		return () => {
			if (this.#open === open) this.#open = null;
		};
	}
}
