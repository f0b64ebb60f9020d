import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * The secret keys of the project, from the JSON object of names and keys that the platform gives every
 * function. Each of them opens the whole database, so each may call this function.
 *
 * @throws when it is not such an object or holds no key
 */
export function readSecretKeys(json: string | undefined): string[] {
	const parsed: unknown = JSON.parse(json ?? '{}');
	const values = typeof parsed === 'object' && parsed !== null ? Object.values(parsed) : [];
	const keys = values.filter((value) => typeof value === 'string' && value !== '');
	if (keys.length === 0) throw new Error('SUPABASE_SECRET_KEYS holds no key.');
	return keys as string[];
}

/** Whether `given` is one of the keys. Takes as long for a near miss as for a far one. */
export function isSecretKey(given: string | null, keys: readonly string[]): boolean {
	const digest = sha256(given ?? '');
	// No early exit: every key is compared.
	return keys.filter((key) => timingSafeEqual(digest, sha256(key))).length > 0;
}

/** Of equal length for all keys, which the comparison needs. */
function sha256(text: string): Uint8Array {
	return createHash('sha256').update(text).digest();
}
