import type { ChatFilter } from '../../core/chat-filter.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';

/** Which list a chat belongs to. */
export interface ListKind {
	archived: boolean;
	filter: ChatFilter;
	/** Public id of the signed-in admin, whose chats the filter `mine` lists. */
	adminId: string;
}

/** A position in a list: a time, in µs as in the database, and the id to break ties. */
export interface Place {
	time: number;
	id: string;
}

/** A chat's position: by its last message, or by how long it waits where those who wait are listed. */
export function placeOf(chat: ChatSummary, filter: ChatFilter): Place {
	const { id, lastMessageAt, lastMessageMicros, waitingSince, waitingMicros } = chat;
	const waits = filter === 'waiting' && waitingSince;
	const [time, micros] = waits ? [waits, waitingMicros] : [lastMessageAt, lastMessageMicros];
	return { time: time.getTime() * 1_000 + micros, id };
}

/**
 * Below zero when `a` comes first, as the database sorts: the newest message on top, or else the longest
 * waiting.
 */
export function comparePlaces(a: Place, b: Place, filter: ChatFilter): number {
	const sign = filter === 'waiting' ? -1 : 1;
	if (a.time !== b.time) return sign * (b.time - a.time);
	return a.id < b.id ? sign : a.id > b.id ? -sign : 0;
}

/** Whether a list has the chat. None has chats without a message, which opening the widget creates. */
export function isListed(chat: ChatSummary, { archived, filter, adminId }: ListKind): boolean {
	if (chat.archived !== archived || chat.messageCount === 0) return false;
	if (filter === 'waiting') return chat.waitingSince !== null;
	if (filter === 'mine') return chat.assignedAdminId === adminId;
	return filter === 'all' || chat.assignedAdminId === null;
}

/** The chats of one list down to `floor` (all of them for null), in its order. */
export function listedChats(
	chats: Iterable<ChatSummary>,
	kind: ListKind,
	floor: Place | null
): ChatSummary[] {
	const { filter } = kind;
	return [...chats]
		.filter((chat) => isListed(chat, kind))
		.map((chat) => ({ chat, place: placeOf(chat, filter) }))
		.filter(({ place }) => !floor || comparePlaces(place, floor, filter) <= 0)
		.sort((a, b) => comparePlaces(a.place, b.place, filter))
		.map(({ chat }) => chat);
}
