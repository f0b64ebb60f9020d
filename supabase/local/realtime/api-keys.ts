import { verifyToken } from './channel/tokens.ts';
import type { Claims } from './channel/tokens.ts';

/** Turns an API key, or a JWT used as one, into claims. */
export type ApiKeys = (key: string) => Claims;

/** The expiry of the JWTs that the platform's gateway substitutes for opaque keys. */
const KEY_EXPIRY = 1_983_812_996;

/**
 * The project's keys. On the platform the gateway replaces an opaque key with a JWT of the
 * same role before Realtime receives it; here this function does.
 * @returns a function that throws TokenError for an unknown key
 */
export function createApiKeys(options: {
	jwtSecret: string;
	publishableKey: string;
	secretKey: string;
}): ApiKeys {
	const opaque = new Map<string, Claims>([
		[options.publishableKey, { iss: 'supabase-demo', role: 'anon', exp: KEY_EXPIRY }],
		[options.secretKey, { iss: 'supabase-demo', role: 'service_role', exp: KEY_EXPIRY }]
	]);
	return (key) => opaque.get(key) ?? verifyToken(key, options.jwtSecret);
}
