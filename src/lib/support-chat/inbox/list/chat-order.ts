import type { ChatSummary } from '../../core/chat-summary.ts';

/** A position in the list: the time of the last message, in ms, and the id to break ties. */
export interface Place {
	time: number;
	id: string;
}

export function placeOf(chat: ChatSummary): Place {
	return { time: chat.lastMessageAt.getTime(), id: chat.id };
}

/** Below zero when `a` comes first: the newest message on top, as the database sorts. */
export function comparePlaces(a: Place, b: Place): number {
	if (a.time !== b.time) return b.time - a.time;
	return a.id < b.id ? 1 : a.id > b.id ? -1 : 0;
}

/**
 * The chats of one tab down to `floor` (all of them for null), newest message first. Chats without a
 * message, created by opening the widget, are left out.
 */
export function listedChats(
	chats: Iterable<ChatSummary>,
	archived: boolean,
	floor: Place | null
): ChatSummary[] {
	return [...chats]
		.filter((chat) => chat.archived === archived && chat.messageCount > 0)
		.map((chat) => ({ chat, place: placeOf(chat) }))
		.filter(({ place }) => !floor || comparePlaces(place, floor) <= 0)
		.sort((a, b) => comparePlaces(a.place, b.place))
		.map(({ chat }) => chat);
}
