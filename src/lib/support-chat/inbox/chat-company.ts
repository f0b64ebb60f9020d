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
