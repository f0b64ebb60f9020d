import { findFreePortBase } from '../../../supabase/local/ports.ts';
import { startStack } from '../../../supabase/local/stack.ts';
import { findFreePort } from '../../fixtures/free-port.ts';
import { startApp } from './start-app.ts';

/** The built app on a Supabase of its own. */
export interface GuestProject {
	address: string;
	stop(): Promise<void>;
}

/**
 * Starts the app on a project that allows guests and confirms addresses, which config.toml does not, and
 * makes it the one that the tests of this worker use until it is stopped.
 */
export async function startGuestProject(): Promise<GuestProject> {
	const stack = await startStack({
		portBase: await findFreePortBase(29900),
		fresh: true,
		settings: {
			'auth.enable_anonymous_sign_ins': true,
			'auth.email.enable_confirmations': true
		}
	});
	const before = { ...process.env };
	Object.assign(process.env, {
		SUPABASE_URL: stack.url,
		SUPABASE_PUBLISHABLE_KEY: stack.publishableKey,
		SUPABASE_SECRET_KEY: stack.secretKey,
		SUPABASE_DB_URL: stack.dbUrl,
		TEST_MAILBOX_URL: stack.mailboxUrl
	});
	const port = String(await findFreePort());
	const address = `http://localhost:${port}`;
	const app = await startApp({ PORT: port, ORIGIN: address });
	return {
		address,
		stop: async () => {
			await app.stop();
			await stack.stop();
			process.env = before;
		}
	};
}
