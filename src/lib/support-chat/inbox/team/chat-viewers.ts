import type { InboxTexts } from '../../languages/en/inbox.ts';
import type { InboxContext } from '../inbox-context.ts';
import type { PresentAdmin } from '../../core/presence/activity-ports.ts';

/** Who else views an open chat. */
export interface ChatViewers {
	/** The user whose chat it is has it open. */
	userIsHere: boolean;
	/** Names of other admins who write a reply in it. */
	writers: string[];
	/** Names of other admins who have it open and write nothing. */
	viewers: string[];
}

export interface ChatViewersFacts {
	chatId: string;
	/** Public id of the signed-in admin. */
	ownId: string;
	/** The admins' names by public id. */
	names: ReadonlyMap<string, string>;
	userIsHere: boolean;
}

/**
 * Filters unverified presence: only admins that the database names are listed. The tabs of one admin count
 * as one, and one's own not at all.
 */
export function chatViewers(
	present: readonly PresentAdmin[],
	{ chatId, ownId, names, userIsHere }: ChatViewersFacts
): ChatViewers {
	const typing = new Map<string, boolean>();
	for (const page of present) {
		if (page.chatId !== chatId || page.adminId === ownId || !names.has(page.adminId)) continue;
		typing.set(page.adminId, page.typing || (typing.get(page.adminId) ?? false));
	}
	const named = (writing: boolean) =>
		[...typing].flatMap(([id, is]) => (is === writing ? (names.get(id) ?? []) : [])).sort();
	return { userIsHere, writers: named(true), viewers: named(false) };
}

/** Colleagues who are named; the others are counted. */
const NAMED = 2;

/** What the other admins do in a chat, in words; '' for nothing. */
export function viewersText(
	{ writers, viewers }: Pick<ChatViewers, 'writers' | 'viewers'>,
	texts: Pick<InboxTexts, 'viewing' | 'writing'>
): string {
	const sentence = (people: string[], words: InboxTexts['viewing']) =>
		people.length && words(people.slice(0, NAMED), Math.max(0, people.length - NAMED));
	return [sentence(writers, texts.writing), sentence(viewers, texts.viewing)]
		.filter(Boolean)
		.join(' · ');
}

/** What the other admins do in a chat of the list, in words; '' for nothing. Reactive. */
export function colleaguesIn(
	chatId: string,
	inbox: Pick<InboxContext, 'admin' | 'colleagues' | 'team' | 'texts'>
): string {
	const { admin, colleagues, team, texts } = inbox;
	const present = colleagues.current.admins.filter((page) => page.chatId === chatId);
	if (present.length === 0) return '';
	const names = new Map(team.admins.map(({ id, name }) => [id, name || texts.support]));
	const facts = { chatId, ownId: admin.id, names, userIsHere: false };
	return viewersText(chatViewers(present, facts), texts);
}
