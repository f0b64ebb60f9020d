import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';

export type Outsiders = Record<
	| 'another user'
	| 'a user of another sign-in service'
	| 'a visitor'
	| 'a role of the host'
	| 'a user in a role of the host',
	Caller | 'anon'
>;

/** Who has no business in a chat, and whom the policies of a host may mean. */
export async function makeOutsiders(db: Database): Promise<Outsiders> {
	const role = `courier_${randomUUID().slice(0, 8)}`;
	// Of anon's rights, and none of the policies for signed-in users.
	await db.rows(`create role ${role} in role anon`);
	await db.rows(`grant ${role} to current_user`);
	const foreign = { id: 'auth0|62f1', email: 'x@example.com' };
	return {
		'another user': await db.createUser(),
		'a user of another sign-in service': foreign,
		'a visitor': 'anon',
		'a role of the host': { ...foreign, role },
		'a user in a role of the host': { ...(await db.createUser()), role }
	};
}

/** The roles that a policy of the host is for; `the role` is that of `outsiders`. */
export function rolesOf(to: string, outsiders: Outsiders): string {
	return to === 'the role' ? (outsiders['a role of the host'] as Caller).role! : to;
}

/** Whether a policy of the host for `to` means the caller. */
export function isMeant(to: string, caller: Caller | 'anon'): boolean {
	const hasRole = caller !== 'anon' && 'role' in caller;
	// A role that is a member of anon is meant where anon is.
	const isMember = to === 'anon, authenticated' && hasRole;
	return to === 'public' || hasRole === (to === 'the role') || isMember;
}
