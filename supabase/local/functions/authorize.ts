/**
 * `verify_jwt`: whether a request may reach its function. Only a JWT in the Authorization header counts,
 * not an API key (`sb_…`).
 * Source of codes, messages and their order: supabase/cli, template of `functions serve`.
 * Difference: tokens signed with asymmetric keys are refused, since the local Auth issues none.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';

/** Why a request is refused. */
export interface Refusal {
	code: string;
	message: string;
}

const BAD_FORMAT = { code: 'UNAUTHORIZED_INVALID_JWT_FORMAT', message: 'Invalid JWT format' };
const BAD_TOKEN = { code: 'UNAUTHORIZED_JWT', message: 'Invalid JWT' };

/**
 * Checks the token of a request.
 *
 * @param authorization the Authorization header
 * @param secret the key that HS256 tokens are signed with
 * @param now seconds since 1970
 * @returns undefined when the request may pass
 */
export function authorize(
	authorization: string | null,
	secret: string,
	now = Date.now() / 1000
): Refusal | undefined {
	if (!authorization) {
		return { code: 'UNAUTHORIZED_NO_AUTH_HEADER', message: 'Missing authorization header' };
	}
	const parts = authorization.split(' ');
	const token = parts.length === 2 && parts[0] === 'Bearer' ? parts[1] : undefined;
	if (!token || token.startsWith('sb_')) return BAD_FORMAT;
	return verify(token, secret, now);
}

function verify(token: string, secret: string, now: number): Refusal | undefined {
	const [header = '', payload = '', signature = '', ...rest] = token.split('.');
	const { alg } = decode(header) ?? {};
	const claims = decode(payload);
	if (typeof alg !== 'string' || rest.length > 0) return BAD_FORMAT;
	if (alg === 'ES256' || alg === 'RS256') {
		return { code: 'UNAUTHORIZED_ASYMMETRIC_JWT', message: 'Invalid JWT' };
	}
	if (alg !== 'HS256') {
		return {
			code: 'UNAUTHORIZED_UNSUPPORTED_TOKEN_ALGORITHM',
			message: `Unsupported JWT algorithm ${alg}`
		};
	}
	const expected = createHmac('sha256', secret).update(`${header}.${payload}`).digest();
	const actual = Buffer.from(signature, 'base64url');
	const isSigned = actual.length === expected.length && timingSafeEqual(actual, expected);
	return isSigned && claims && isCurrent(claims, now) ? undefined : BAD_TOKEN;
}

function isCurrent({ exp, nbf }: Record<string, unknown>, now: number): boolean {
	if (exp !== undefined && !(typeof exp === 'number' && exp > now)) return false;
	return nbf === undefined || (typeof nbf === 'number' && nbf <= now);
}

function decode(part: string): Record<string, unknown> | undefined {
	try {
		const value: unknown = JSON.parse(Buffer.from(part, 'base64url').toString());
		return typeof value === 'object' && value !== null
			? (value as Record<string, unknown>)
			: undefined;
	} catch {
		return undefined;
	}
}
