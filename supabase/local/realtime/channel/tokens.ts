import { createHmac, timingSafeEqual } from 'node:crypto';

/** The claims of a token; policies are checked as the database role `role`. */
export interface Claims {
	[name: string]: unknown;
	role: string;
	/** Expiry in seconds since 1970. */
	exp: number;
}

/** A token was refused. `code` is the platform's error code. */
export class TokenError extends Error {
	code: string;

	constructor(code: string, message: string) {
		super(message);
		this.code = code;
	}
}

const HASHES = new Map([
	['HS256', 'sha256'],
	['HS384', 'sha384'],
	['HS512', 'sha512']
]);

/**
 * Verifies a JWT that is signed with the project's secret and returns its claims.
 * Source of codes and texts: supabase/realtime lib/realtime_web/channels/auth/, realtime_channel.ex.
 * @param now milliseconds since 1970
 * @throws TokenError when it is malformed, wrongly signed or expired, or lacks a claim
 */
export function verifyToken(token: string, secret: string, now = Date.now()): Claims {
	const parts = token.replace(/\s/g, '').split('.');
	const header = parseSegment(parts[0]);
	const claims = parseSegment(parts[1]);
	if (parts.length !== 3 || !header || !claims) {
		throw new TokenError('MalformedJWT', 'The token provided is not a valid JWT');
	}
	const hash = HASHES.get(String(header.alg));
	if (!hash) {
		throw new TokenError(
			'JwtSignerError',
			'Failed to generate JWT signer, check your JWT secret or JWKS configuration'
		);
	}
	const expected = createHmac(hash, secret).update(`${parts[0]}.${parts[1]}`).digest();
	const given = Buffer.from(parts[2] ?? '', 'base64url');
	if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
		throw new TokenError('JwtSignatureError', 'Failed to validate JWT signature');
	}
	return checkClaims(claims, now);
}

/**
 * Checks that claims name a role and have not expired.
 * @param now milliseconds since 1970
 * @throws TokenError
 */
export function checkClaims(claims: Record<string, unknown>, now = Date.now()): Claims {
	if (typeof claims.role !== 'string' || !Number.isInteger(claims.exp)) {
		throw new TokenError('InvalidJWTToken', 'Fields `role` and `exp` are required in JWT');
	}
	const checked = claims as Claims;
	const late = Math.floor(now / 1_000) - checked.exp;
	if (late >= 0) {
		throw new TokenError('InvalidJWTToken', `Token has expired ${late} seconds ago`);
	}
	return checked;
}

function parseSegment(segment: string | undefined): Record<string, unknown> | null {
	try {
		const value: unknown = JSON.parse(Buffer.from(segment ?? '', 'base64url').toString('utf8'));
		return isRecord(value) ? value : null;
	} catch {
		return null;
	}
}

/** Whether a JSON value is an object, and not an array or null. */
export function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null && !Array.isArray(value);
}
