import { readApiKey } from '../_shared/support-chat/api-key.ts';
import { openDatabase } from '../_shared/support-chat/database.ts';
import { systemClock } from '../_shared/support-chat/deadline.ts';
import type { Dependencies } from './handler.ts';
import { openQueue } from './queue-api.ts';
import { openBucket } from './storage-api.ts';

/**
 * The handler's dependencies, from what the platform sets: SUPABASE_URL, SUPABASE_SECRET_KEYS and
 * SUPABASE_SERVICE_ROLE_KEY. Nothing is to be set by you.
 *
 * The secret key, which may do everything, goes to SUPABASE_URL only.
 *
 * @throws when one of them is missing
 */
export function readDependencies(
	read: (name: string) => string | undefined,
	{ keepAlive }: Pick<Dependencies, 'keepAlive'>
): Dependencies {
	const url = read('SUPABASE_URL');
	if (!url) throw new Error('SUPABASE_URL is not set.');
	const key = readApiKey('secret', read);
	return {
		queue: openQueue(openDatabase(url, key)),
		removeFiles: openBucket(url, key),
		clock: systemClock,
		keepAlive,
		log: (line) => console.log(line)
	};
}
