import { databaseUrl } from './database.ts';
import { PUBLISHABLE_KEY, SECRET_KEY } from './keys.ts';
import { portsFrom } from './ports.ts';

/** The URLs and keys that a client of the stack needs. */
export interface StackAddresses {
	url: string;
	publishableKey: string;
	secretKey: string;
	dbUrl: string;
	mailboxUrl: string;
}

/** The addresses and keys of a stack on this port base, known before it starts. */
export function addressesOf(portBase: number): StackAddresses {
	const ports = portsFrom(portBase);
	return {
		url: `http://127.0.0.1:${ports.api}`,
		publishableKey: PUBLISHABLE_KEY,
		secretKey: SECRET_KEY,
		dbUrl: databaseUrl(ports.db),
		mailboxUrl: `http://127.0.0.1:${ports.mailbox}`
	};
}
