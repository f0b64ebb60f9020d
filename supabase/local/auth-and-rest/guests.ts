import { randomBytes, randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { z } from 'zod';
import { PUBLISHABLE_KEY, SECRET_KEY } from '../keys.ts';
import { completeResponse, readAccessToken, signAccessToken } from './auth-responses.ts';
import { addEmailAtOnce, refuseAddress, type Guest } from './guest-email.ts';
import type { Lite } from './lite.ts';
import { createRequestLimit } from './request-limit.ts';

export interface GuestsOptions {
	/** A superuser's connection string. */
	databaseUrl: string;
	/** The parsed `[auth]` table of config.toml. */
	auth: Record<string, unknown>;
	/** Handles all other requests. */
	lite: Pick<Lite, 'fetch'>;
}

/** The settings of `[auth]` that concern guests, with the defaults of the Supabase CLI. */
const settingsSchema = z.object({
	enable_signup: z.boolean().default(true),
	enable_anonymous_sign_ins: z.boolean().default(false),
	jwt_expiry: z.number().default(3600),
	rate_limit: z.object({ anonymous_users: z.number().default(30) }).prefault({}),
	email: z
		.object({
			enable_confirmations: z.boolean().default(false),
			max_frequency: z.string().default('1s')
		})
		.prefault({})
});
type Settings = z.infer<typeof settingsSchema>;

/**
 * What `@supabase/lite` lacks for guests: anonymous sign-in, and adding an address to such an account. Source:
 * supabase/auth, internal/api/{api,anonymous,user}.go.
 */
export function createGuests({ databaseUrl, auth, lite }: GuestsOptions): {
	fetch(request: Request, peerAddress: string | null): Promise<Response>;
	stop(): Promise<void>;
} {
	const settings = settingsSchema.parse(auth);
	const pool = new Pool({ connectionString: databaseUrl, max: 2 });
	pool.on('error', () => {
		// An idle connection was closed by the server; the next request opens another.
	});
	const allow = createRequestLimit(settings.rate_limit.anonymous_users);
	return {
		async fetch(request, peer) {
			const { pathname } = new URL(request.url);
			if (request.method === 'POST' && pathname === '/auth/v1/signup') {
				const given = await readBody(request);
				if (!given.email && !given.phone) {
					const refusal = refuseSignIn(request, settings, () => allow(peer));
					return refusal ?? signIn(pool, settings, given.data);
				}
			}
			if (request.method === 'PUT' && pathname === '/auth/v1/user') {
				const response = await updateGuest(pool, settings, request);
				if (response) return response;
			}
			return completeResponse(await lite.fetch(request, peer), pool);
		},
		stop: () => pool.end()
	};
}

interface Given {
	email?: string;
	phone?: string;
	password?: string;
	data?: Record<string, unknown>;
}

async function readBody(request: Request): Promise<Given> {
	const body: unknown = await request
		.clone()
		.json()
		.catch(() => ({}));
	return typeof body === 'object' && body !== null ? body : {};
}

/** The checks before an anonymous sign-in, in the platform's order. */
function refuseSignIn(
	request: Request,
	settings: Settings,
	allow: () => boolean
): Response | undefined {
	if (![PUBLISHABLE_KEY, SECRET_KEY].includes(request.headers.get('apikey') ?? '')) {
		return Response.json({ message: 'Invalid API key' }, { status: 401 });
	}
	if (!settings.enable_anonymous_sign_ins) {
		return refuse(422, 'anonymous_provider_disabled', 'Anonymous sign-ins are disabled');
	}
	if (!allow()) return refuse(429, 'over_request_rate_limit', 'Request rate limit reached');
	if (!settings.enable_signup) {
		return refuse(422, 'signup_disabled', 'Signups not allowed for this instance');
	}
}

/** Creates an account without address, metadata of the app and identity, and a session of it. */
async function signIn(pool: Pool, settings: Settings, data: unknown = {}): Promise<Response> {
	const refreshToken = randomBytes(9).toString('base64url');
	const { rows } = await pool.query(
		`with account as (
			insert into auth.users (
				instance_id, id, aud, role, raw_app_meta_data, raw_user_meta_data, is_anonymous,
				last_sign_in_at, confirmation_token, recovery_token, email_change, email_change_token_new
			)
			values (
				'00000000-0000-0000-0000-000000000000', gen_random_uuid(), 'authenticated', 'authenticated',
				'{}', $1, true, now(), null, null, null, null
			)
			returning *
		), session as (
			insert into auth.sessions (id, user_id, aal) select $2::uuid, id, 'aal1' from account
		), token as (
			insert into auth.refresh_tokens (id, token, user_id, session_id)
			select gen_random_uuid(), $3, id, $2::uuid from account
		)
		select
			id, aud, role, '' as email, '' as phone, last_sign_in_at, raw_app_meta_data as app_metadata,
			raw_user_meta_data as user_metadata, '[]'::jsonb as identities, created_at, updated_at, is_anonymous
		from account`,
		[data, randomUUID(), refreshToken]
	);
	return Response.json(await session(pool, settings, rows[0], refreshToken));
}

async function session(
	pool: Pool,
	settings: Settings,
	user: Record<string, unknown>,
	refreshToken: string
): Promise<Record<string, unknown>> {
	const now = Math.floor(Date.now() / 1000);
	const { rows } = await pool.query<{ session_id: string }>(
		'select session_id from auth.refresh_tokens where token = $1',
		[refreshToken]
	);
	const { id, aud, role, email, phone, app_metadata, user_metadata, is_anonymous } = user;
	const access_token = await signAccessToken({
		...{ sub: id, aud, role, email, phone, app_metadata, user_metadata, is_anonymous },
		...{ aal: 'aal1', amr: [{ method: 'anonymous', timestamp: now }] },
		...{ session_id: rows[0]?.session_id, iat: now, exp: now + settings.jwt_expiry }
	});
	return {
		...{ access_token, token_type: 'bearer', expires_in: settings.jwt_expiry },
		...{ expires_at: now + settings.jwt_expiry, refresh_token: refreshToken, user }
	};
}

/** Answers a guest's update when lite would not do it as the platform does; otherwise nothing. */
async function updateGuest(
	pool: Pool,
	settings: Settings,
	request: Request
): Promise<Response | undefined> {
	const token = request.headers.get('authorization')?.replace(/^Bearer /i, '');
	const claims = token ? await readAccessToken(token) : null;
	if (!claims) return;
	const { rows } = await pool.query<Guest>(
		`select account.id, account.email_change_sent_at
		from auth.users as account
		join auth.sessions as session on session.user_id = account.id
		where account.id = $1 and session.id = $2 and account.is_anonymous`,
		[claims.sub, claims.session_id]
	);
	const guest = rows[0];
	if (!guest) return;
	const given = await readBody(request);
	if (given.password && !given.email && !given.phone) {
		return refuse(
			422,
			'validation_failed',
			'Updating password of an anonymous user without an email or phone is not allowed'
		);
	}
	if (!given.email) return;
	const refusal = await refuseAddress(pool, guest, given.email, settings.email);
	if (refusal) return refuse(...refusal);
	// With confirmations lite stores the address as pending and sends the mail.
	if (settings.email.enable_confirmations || given.password || given.data) return;
	return Response.json(await addEmailAtOnce(pool, guest, given.email));
}

function refuse(code: number, error_code: string, msg: string): Response {
	return Response.json({ code, error_code, msg }, { status: code });
}
