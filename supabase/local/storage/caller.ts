/** Who calls, and the tokens of signed addresses. The words of refusals are jose's, as in Storage. */
import { jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { errors } from './errors.ts';

/** The role and the claims that the database is asked with. */
export interface Caller {
	role: string;
	claims: JWTPayload;
	/** The token itself; empty without one. */
	jwt: string;
	/** False without a valid token. */
	isAuthenticated: boolean;
}

export interface KeyOptions {
	/** The key that all tokens are signed with (HS256). */
	jwtSecret: string;
	publishableKey: string;
	secretKey: string;
}

export interface Keys {
	/** What the caller may do without row-level security: the role of the secret key. */
	readonly service: Caller;
	/**
	 * Reads the caller from the headers.
	 *
	 * @param mayBeAnyone whether a missing or invalid token means `anon` instead of a refusal
	 * @throws StorageError without a token, or with an invalid one
	 */
	caller(headers: Headers, mayBeAnyone: boolean): Promise<Caller>;
	/** @param seconds until the token expires */
	sign(claims: JWTPayload, seconds: number): Promise<string>;
	/** The claims of a signed address. @throws StorageError when the token is not valid any more */
	verify(token: string): Promise<JWTPayload>;
}

const NOBODY: Caller = { role: 'anon', claims: { role: 'anon' }, jwt: '', isAuthenticated: false };
const HS256_ONLY = { algorithms: ['HS256'] };
/** The expiry of the JWTs that the gateway puts in place of the opaque keys. Source: supabase/cli. */
const KEY_EXPIRY = 1_983_812_996;

/** Reads tokens and keys as the gateway and Storage do together. */
export async function createKeys(options: KeyOptions): Promise<Keys> {
	const secret = new TextEncoder().encode(options.jwtSecret);
	const opaque = new Map([
		[options.publishableKey, await tokenOfKey('anon', secret)],
		[options.secretKey, await tokenOfKey('service_role', secret)]
	]);
	return {
		service: await readToken(opaque.get(options.secretKey) ?? '', secret),
		async caller(headers, mayBeAnyone) {
			const token = tokenFrom(headers, opaque);
			if (token === undefined && !mayBeAnyone) {
				throw errors.invalidRequest(`headers must have required property 'authorization'`);
			}
			try {
				return token ? await readToken(token, secret) : NOBODY;
			} catch (error) {
				if (mayBeAnyone) return NOBODY;
				throw errors.accessDenied((error as Error).message);
			}
		},
		sign: (claims, seconds) =>
			new SignJWT(claims)
				.setIssuedAt()
				.setExpirationTime(`${seconds}s`)
				.setProtectedHeader({ alg: 'HS256' })
				.sign(secret),
		async verify(token) {
			try {
				return (await jwtVerify(token, secret, HS256_ONLY)).payload;
			} catch (error) {
				throw errors.invalidJwt((error as Error).message);
			}
		}
	};
}

async function readToken(token: string, secret: Uint8Array): Promise<Caller> {
	const { payload } = await jwtVerify(token, secret, HS256_ONLY);
	const role = typeof payload.role === 'string' && payload.role ? payload.role : 'anon';
	return { role, claims: payload, jwt: token, isAuthenticated: true };
}

function tokenOfKey(role: string, secret: Uint8Array): Promise<string> {
	return new SignJWT({ iss: 'supabase-demo', role, exp: KEY_EXPIRY })
		.setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
		.sign(secret);
}

/**
 * The token that reaches the service: the Authorization header unless it holds an opaque key, else what
 * the `apikey` stands for. Source: supabase/cli, template of the gateway (kong.yml).
 */
function tokenFrom(headers: Headers, opaque: Map<string, string>): string | undefined {
	const authorization = headers.get('authorization');
	if (authorization !== null && !authorization.startsWith('Bearer sb_')) {
		return authorization.replace(/^Bearer\s+/i, '');
	}
	const apiKey = headers.get('apikey');
	return apiKey === null ? undefined : (opaque.get(apiKey) ?? apiKey);
}
