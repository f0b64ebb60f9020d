import type { Participant } from '../core/activity-ports.ts';

/** Who else has an open chat before them. */
export interface ChatCompany {
	/** The user whose chat it is has it open. */
	userIsHere: boolean;
	/** Other admins who have it open, by name. */
	viewers: string[];
}

export interface CompanyFacts {
	/** The admin who looks on. */
	ownId: string;
	/** Whose chat it is. */
	userId: string;
	/** The admins' names by user id. */
	names: Map<string, string>;
}

/** More than this are not named. */
const NAMED = 2;

/**
 * Who of those who say to be present is taken for it. Names are the database's: whoever is no admin
 * there may call themselves one and is not shown.
 */
export function chatCompany(
	participants: readonly Participant[],
	{ ownId, userId, names }: CompanyFacts
): ChatCompany {
	const viewers = participants
		.filter((present) => present.side === 'admin' && present.userId !== ownId)
		.flatMap((present) => names.get(present.userId) ?? [])
		.sort();
	const userIsHere = participants.some(
		(present) => present.side === 'user' && present.userId === userId
	);
	return { userIsHere, viewers };
}

/** "Night shift is viewing", or nothing for nobody. */
export function viewersWords(viewers: readonly string[]): string {
	if (viewers.length === 0) return '';
	const more = viewers.length - NAMED;
	const named = more > 0 ? [...viewers.slice(0, NAMED), `${more} more`] : viewers;
	const list = new Intl.ListFormat('en').format(named);
	return `${list} ${viewers.length === 1 ? 'is' : 'are'} viewing`;
}
