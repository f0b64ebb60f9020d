import { execFileSync } from 'node:child_process';

/** The operating-system user of a process; empty for the current one. */
export interface OsUser {
	uid?: number;
	gid?: number;
}

/**
 * The user that PostgreSQL runs as. PostgreSQL refuses to run as root, so under root it uses the account
 * `postgres` if there is one, else `nobody`; no account is created.
 */
export function postgresOsUser(): OsUser {
	if (process.getuid?.() !== 0) return {};
	for (const name of ['postgres', 'nobody']) {
		try {
			return { uid: idOf('-u', name), gid: idOf('-g', name) };
		} catch {
			// No such account; try the next.
		}
	}
	return { uid: 65534, gid: 65534 };
}

function idOf(flag: '-u' | '-g', name: string): number {
	return Number(execFileSync('id', [flag, name], { stdio: ['ignore', 'pipe', 'ignore'] }));
}
