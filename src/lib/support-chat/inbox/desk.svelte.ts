import type { ChatList } from './chat-list.svelte.ts';
import type { OpenChat } from './open-chat.svelte.ts';
import { Selection } from './selection.svelte.ts';

/** Something that can take the focus. */
export interface Focusable {
	focus(): void;
}

/** What lies before an admin: the parts of the page that the keyboard acts on. */
export class Desk {
	readonly selection = new Selection();
	#list = $state.raw<ChatList | null>(null);
	#open = $state.raw<OpenChat | null>(null);
	/** Where replies are written; null while no chat is open. */
	composer: Focusable | null = null;
	searchField: Focusable | null = null;
	/** Puts the focus on a row of the list, where the list is in sight. */
	focusRow: (key: string) => void = () => {};
	/** Lists the keys that work here. */
	showShortcuts: () => void = () => {};

	/** The list of chats; null before it is mounted. */
	get list(): ChatList | null {
		return this.#list;
	}

	/** The chat in the conversation's place. */
	get open(): OpenChat | null {
		return this.#open;
	}

	/** Puts a list in its place; returns how it leaves. */
	setList(list: ChatList): () => void {
		this.#list = list;
		return () => {
			if (this.#list === list) this.#list = null;
		};
	}

	/** Puts a chat in its place; returns how it leaves. */
	setOpen(open: OpenChat): () => void {
		this.#open = open;
		return () => {
			if (this.#open === open) this.#open = null;
		};
	}
}
