import type { Admin } from '../../core/admin.ts';

/** Colleagues who are offered at once. */
const MOST = 8;

/**
 * The admins whose name, or a word of it, begins with the query, in any case: those whose name does first. Of admins
 * with one name only the first, since a mention is of all of them; without the admin of `ownId`.
 */
export function findColleagues(
	admins: readonly Admin[],
	ownId: string,
	query: string
): readonly Admin[] {
	const wanted = query.toLowerCase();
	const named = new Map<string, Admin>();
	for (const admin of admins) {
		const name = admin.name.toLowerCase();
		if (admin.id !== ownId && name && !named.has(name)) named.set(name, admin);
	}
	const begins = (name: string) => name.startsWith(wanted);
	const found = [...named].filter(([name]) => begins(name) || name.split(/\s+/).some(begins));
	return found
		.sort(([a], [b]) => Number(begins(b)) - Number(begins(a)))
		.slice(0, MOST)
		.map(([, admin]) => admin);
}
