import { knowsServerTime, serverNow } from '../../core/server-clock.ts';
import { claimsOf, type SessionToken } from './session-cookie.ts';

/** A token that expires within this time is renewed before use, as in auth-js. */
const RENEW_BEFORE_MS = 90_000;

/**
 * Whether a token is about to expire by the server's clock. False while the server's time is unknown: the
 * browser's clock may be hours off, and the server rejects an expired token anyway.
 */
export function endsSoon({ expiresAt }: Pick<SessionToken, 'expiresAt'>): boolean {
	return knowsServerTime() && expiresAt - serverNow() < RENEW_BEFORE_MS;
}

/** When an access token was issued, in milliseconds since 1970 by the server's clock; NaN for anything else. */
export function tokenIssuedAt(token: string): number {
	return (claimsOf(token).iat ?? NaN) * 1000;
}

/** When an access token expires, in milliseconds since 1970 by the server's clock; NaN for anything else. */
export function tokenExpiresAt(token: string): number {
	return (claimsOf(token).exp ?? NaN) * 1000;
}
