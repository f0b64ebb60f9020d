import { databaseUrl } from './database.ts';
import { PUBLISHABLE_KEY, SECRET_KEY } from './keys.ts';
import { portsFrom } from './ports.ts';

/** What a client has to know of a stack. */
export interface StackAddresses {
	url: string;
	publishableKey: string;
	secretKey: string;
	dbUrl: string;
	mailboxUrl: string;
}

/** Where a stack will answer and with which keys, known before it starts. */
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
