import type { ChatSummary } from '../../core/chat-summary.ts';
import { relativeTime } from '../../core/text/relative-time.ts';
import type { TimeFormat } from '../../core/text/time.ts';
import type { InboxContext } from '../inbox-context.ts';
import { nameOf } from '../user/name-of.ts';
import { waitingMs } from './waiting.ts';

/** What a card shows, in words: two that are alike show the same. A text is '' where it shows nothing. */
export interface CardFace {
	/** Decides the avatar's colour. */
	userId: string;
	/** What the user is called. */
	name: string;
	unread: boolean;
	/** Who the chat is assigned to. */
	assigned: string;
	assignedId: string;
	/** Who wrote the last message, unless the user did. */
	by: string;
	preview: string;
	count: string;
	/** When the last message came, as an ISO time, and how long ago that is. */
	last: string;
	age: string;
	/** Since when the user waits, as an ISO time, and how long that is. */
	since: string;
	waiting: string;
	/** They wait for longer than the team wants. */
	late: boolean;
	/** A note mentions the admin. */
	mentioned: boolean;
	/** An unsent reply is stored in this browser. */
	drafted: boolean;
	blocked: boolean;
	/** What other admins do in it. */
	colleagues: string;
}

export interface FaceSource {
	now: Date;
	drafted: boolean;
	colleagues: string;
	/** Public id of the signed-in admin. */
	adminId: string;
	mentions: Pick<InboxContext['mentions'], 'has'>;
	team: { find(adminId: string): { name: string } | undefined; readonly waitingWarningMs: number };
	texts: InboxContext['texts'];
	timeFormat: Pick<TimeFormat, 'ago'>;
}

/** The words of a chat's card at a time. */
export function cardFace(chat: ChatSummary, source: FaceSource): CardFace {
	const { now, drafted, colleagues, mentions, team, texts, timeFormat } = source;
	const { assignedAdminId, waitingSince } = chat;
	const waited = waitingMs(chat, now);
	return {
		userId: chat.userId,
		name: nameOf(chat, texts),
		unread: chat.unread,
		// Unknown until the admins are read.
		assigned: assignedAdminId ? team.find(assignedAdminId)?.name || texts.support : '',
		assignedId: assignedAdminId ?? '',
		by: authorOf(chat, source),
		preview: chat.lastMessagePreview ?? '',
		count: texts.messageCount(chat.messageCount),
		last: chat.lastMessageAt.toISOString(),
		age: relativeTime(timeFormat, chat.lastMessageAt, now),
		since: waitingSince?.toISOString() ?? '',
		waiting: waited === null ? '' : texts.waiting(waited),
		late: waited !== null && waited >= team.waitingWarningMs,
		mentioned: mentions.has(chat.id),
		drafted,
		blocked: chat.blocked,
		colleagues
	};
}

function authorOf(chat: ChatSummary, { adminId, texts }: FaceSource): string {
	if (chat.lastMessageSender !== 'admin') return '';
	if (chat.lastMessageAdminId === adminId) return texts.byYou;
	return texts.by(chat.lastMessageSenderName ?? texts.support);
}

/** The same text for two faces that are alike, and another for others. */
export function faceKey(face: CardFace): string {
	// Postgres stores no such character in a text.
	return Object.values(face).join('\0');
}
