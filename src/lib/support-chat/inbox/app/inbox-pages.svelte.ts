import type { ChatSummary } from '../../core/chat-summary.ts';
import type { InboxPage } from '../../supabase/transports/chat-list.ts';
import {
	isChatId,
	isSameList,
	readInboxAddress,
	readMessagePlace,
	type InboxAddress
} from '../inbox-address.ts';
import { readArea, type AreaLocation } from '../inbox-area.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import type { InboxLinks, InboxPlace } from '../place/inbox-place.ts';

/** What a path among the chats names. */
interface ChatsLocation {
	area: 'chats';
	address: InboxAddress;
	chatId: string | undefined;
	at: number | null;
}

/** The list of chats, and the open one. */
export interface ShownChats extends ChatsLocation {
	/** The first chats of the tab. */
	first: InboxPage;
	/** Null without an open chat, or when there is none with that id. */
	chat: ChatSummary | null;
}

/** A location with what is read for it; other areas than the chats read what they show themselves. */
export type ShownPage = ShownChats | AreaLocation;

/** What the pages are read from. */
export type PagesPort = Pick<InboxPort, 'listChats' | 'getChat'>;

/** The inbox's pages in a browser without a router: reads what the place names, then shows it. */
export class InboxPages {
	readonly #place: InboxPlace;
	readonly #port: () => PagesPort;
	readonly #adminId: string;
	#shown = $state.raw<ShownPage | null>(null);
	#openingId = $state<string | undefined>();
	#failed = $state(false);
	#cameFromList = $state(false);
	/** How the pending navigation was begun; null for Back and Forward. */
	#going: { replace: boolean } | null = null;
	/** Counts loads: an older one that ends late shows nothing. */
	#loads = 0;

	/** For links and keys within the inbox. */
	readonly links: InboxPlace & InboxLinks;

	/** @param adminId public id of the signed-in admin */
	constructor(place: InboxPlace, port: () => PagesPort, adminId: string) {
		this.#adminId = adminId;
		this.#place = place;
		this.#port = port;
		this.links = {
			get current() {
				return place.current;
			},
			href: (path) => place.href(path),
			navigate: (href, replace) => {
				this.#going = { replace };
				place.navigate(href, replace);
			},
			subscribe: (listener) => place.subscribe(listener)
		};
	}

	/** Null until the first page is read. */
	get shown(): ShownPage | null {
		return this.#shown;
	}

	/** The chat that is being read. */
	get openingId(): string | undefined {
		return this.#openingId;
	}

	/** The page at the present place could not be read. */
	get failed(): boolean {
		return this.#failed;
	}

	/** The open chat was reached from the list, to which Back leads. */
	get cameFromList(): boolean {
		return this.#cameFromList;
	}

	/** Shows the present place and each later one; returns a function that stops it. */
	start(): () => void {
		const stop = this.#place.subscribe(() => void this.load());
		void this.load();
		return () => {
			this.#loads++;
			stop();
		};
	}

	/** Reads what the place names and shows it; sets `failed` instead of rejecting. */
	async load(): Promise<void> {
		const load = ++this.#loads;
		const going = this.#going;
		this.#going = null;
		const area = readArea(this.#place.current);
		if (area) return this.#show(area, false);
		const next = readChats(this.#place.current);
		const before = this.#shown?.area === 'chats' ? this.#shown : null;
		this.#openingId = next.chatId === before?.chatId ? undefined : next.chatId;
		try {
			const [first, chat] = await Promise.all([
				before && isSameList(before.address, next.address)
					? before.first
					: this.#readList(next.address),
				this.#readChat(next.chatId, before)
			]);
			if (load !== this.#loads) return;
			this.#show({ ...next, first, chat }, cameFromList(going, before, this.#cameFromList));
		} catch {
			if (load !== this.#loads) return;
			// The list stays where only the chat could not be read.
			const hasList = before && isSameList(before.address, next.address);
			this.#shown = hasList ? { ...next, first: before.first, chat: null } : null;
			this.#failed = true;
			this.#openingId = undefined;
		}
	}

	#show(page: ShownPage, cameFromList: boolean): void {
		this.#cameFromList = cameFromList;
		this.#shown = page;
		this.#failed = false;
		this.#openingId = undefined;
	}

	#readList({ tab, filter, shown }: InboxAddress): Promise<InboxPage> {
		const archived = tab === 'archived';
		const adminId = this.#adminId;
		return this.#port().listChats({ archived, filter, adminId, limit: shown });
	}

	async #readChat(id: string | undefined, before: ShownChats | null): Promise<ChatSummary | null> {
		if (id === undefined || !isChatId(id)) return null;
		return before?.chat?.id === id ? before.chat : this.#port().getChat(id);
	}
}

function readChats(path: string): ChatsLocation {
	const { pathname, searchParams } = new URL(`http://inbox${path}`);
	return {
		area: 'chats',
		address: readInboxAddress(searchParams),
		chatId: pathname.split('/')[1] || undefined,
		at: readMessagePlace(searchParams)
	};
}

/** A replaced entry of a chat keeps what lies before it in the history. */
function cameFromList(
	going: { replace: boolean } | null,
	before: ShownChats | null,
	until: boolean
): boolean {
	if (!going || !before) return false;
	return going.replace ? until : before.chatId === undefined;
}
