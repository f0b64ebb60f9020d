import type { PresentAdmin } from '../../core/presence/activity-ports.ts';

/** Who else has an open chat before them. */
export interface ChatViewers {
	/** The user whose chat it is has it open. */
	userIsHere: boolean;
	/** Other admins who write a reply in it, by name. */
	writers: string[];
	/** Other admins who have it open and write nothing, by name. */
	viewers: string[];
}

export interface ChatViewersFacts {
	chatId: string;
	/** Public id of the admin who looks on. */
	ownId: string;
	/** The admins' names by public id. */
	names: ReadonlyMap<string, string>;
	userIsHere: boolean;
}

/**
 * Who of those who say to be present is taken for it. Names are the database's: whoever is no admin
 * there is not shown. The tabs of one admin count as one, and one's own not at all.
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
