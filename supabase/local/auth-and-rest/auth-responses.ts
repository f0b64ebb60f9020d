import { sign, verify } from 'hono/jwt';
import type { Pool } from 'pg';
import { JWT_SECRET } from '../keys.ts';

/** What a response of Auth carries of an account, in a session or alone. */
interface AuthBody {
	id?: string;
	aud?: string;
	user?: { id: string; is_anonymous?: boolean };
	access_token?: string;
	is_anonymous?: boolean;
}

/** Claims of a token (supabase/auth, internal/tokens/service.go, AccessTokenClaims). */
export interface Claims {
	sub: string;
	[name: string]: unknown;
}

/** The claims of a valid access token; null for any other. */
export async function readAccessToken(token: string): Promise<Claims | null> {
	try {
		return (await verify(token, JWT_SECRET, 'HS256')) as Claims;
	} catch {
		return null;
	}
}

/** Signs an access token. */
export function signAccessToken(claims: Record<string, unknown>): Promise<string> {
	return sign(claims, JWT_SECRET, 'HS256');
}

/**
 * Lite reports every user as a permanent one, in responses and tokens alike. This adds to a response what
 * the platform says of the account: `is_anonymous`, and in the token its metadata too.
 */
export async function completeResponse(response: Response, pool: Pool): Promise<Response> {
	if (!response.ok || !response.headers.get('content-type')?.includes('json')) return response;
	const body = (await response.clone().json()) as AuthBody | null;
	const user = body?.user ?? (body?.aud ? body : undefined);
	if (!body || !user?.id) return response;
	const account = await readAccount(pool, user.id);
	if (!account) return response;
	user.is_anonymous = account.is_anonymous;
	const claims = body.access_token ? await readAccessToken(body.access_token) : null;
	if (claims) {
		body.access_token = await signAccessToken({
			...claims,
			...account,
			email: account.email ?? ''
		});
	}
	const headers = new Headers(response.headers);
	headers.delete('content-length');
	return new Response(JSON.stringify(body), { status: response.status, headers });
}

async function readAccount(pool: Pool, id: string) {
	const { rows } = await pool.query<{ email: string | null; is_anonymous: boolean }>(
		`select
			email, is_anonymous, coalesce(phone, '') as phone,
			raw_app_meta_data as app_metadata, raw_user_meta_data as user_metadata
		from auth.users where id = $1`,
		[id]
	);
	return rows[0];
}
