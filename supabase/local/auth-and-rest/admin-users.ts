import { timingSafeEqual } from 'node:crypto';
import { Hono } from 'hono';
import { Pool } from 'pg';
import { z } from 'zod';
import { SECRET_KEY } from '../keys.ts';

const attributes = z.object({
	id: z.uuid().optional(),
	email: z.email().toLowerCase().optional(),
	password: z.string().min(6).max(72).optional(),
	email_confirm: z.boolean().optional(),
	user_metadata: z.record(z.string(), z.unknown()).optional(),
	app_metadata: z.record(z.string(), z.unknown()).optional()
});
type Attributes = z.infer<typeof attributes>;

/** A row of auth.users as the admin API returns it (supabase/auth, internal/models/user.go). */
const USER_COLUMNS = `
	id, aud, role, email, coalesce(phone, '') as phone, email_confirmed_at, last_sign_in_at,
	raw_app_meta_data as app_metadata, raw_user_meta_data as user_metadata,
	created_at, updated_at, is_anonymous`;

/**
 * The API behind `auth.admin.*` of supabase-js, which `@supabase/lite` lacks: create, list, read, update
 * and delete users with the secret key.
 *
 * @param databaseUrl a superuser's connection string
 */
export function createAdminUsers(databaseUrl: string): {
	fetch(request: Request): Promise<Response>;
	stop(): Promise<void>;
} {
	const pool = new Pool({ connectionString: databaseUrl, max: 2 });
	pool.on('error', () => {
		// An idle connection was closed by the server; the next request opens another.
	});
	const app = new Hono().basePath('/auth/v1/admin/users');
	app.use(async (context, next) => {
		if (!isSecretKey(context.req.header('apikey'))) {
			return context.json(
				{ code: 401, error_code: 'no_authorization', msg: 'Invalid API key' },
				401
			);
		}
		await next();
	});
	app.onError((error, context) => {
		if (error instanceof z.ZodError) {
			return context.json(failure(400, 'validation_failed', z.prettifyError(error)), 400);
		}
		if ((error as { code?: string }).code === '23505') {
			const text = 'A user with this email address has already been registered';
			return context.json(failure(422, 'email_exists', text), 422);
		}
		return context.json(failure(500, 'unexpected_failure', 'Unexpected failure'), 500);
	});
	addRoutes(app, pool);
	return { fetch: async (request) => app.fetch(request), stop: () => pool.end() };
}

function addRoutes(app: Hono, pool: Pool): void {
	app.post('/', async (context) => {
		const given = attributes.parse(await context.req.json());
		return context.json(await createUser(pool, given));
	});
	app.get('/', async (context) => {
		const page = Math.max(1, Number(context.req.query('page')) || 1);
		const perPage = Math.min(1000, Math.max(1, Number(context.req.query('per_page')) || 50));
		const { rows } = await pool.query(
			`select ${USER_COLUMNS} from auth.users order by created_at, id limit $1 offset $2`,
			[perPage, (page - 1) * perPage]
		);
		return context.json({ users: rows, aud: 'authenticated' });
	});
	app.get('/:id{[0-9a-f-]{36}}', async (context) => {
		const sql = `select ${USER_COLUMNS} from auth.users where id = $1`;
		const { rows } = await pool.query(sql, [context.req.param('id')]);
		return rows[0] ? context.json(rows[0]) : context.json(notFound(), 404);
	});
	app.put('/:id{[0-9a-f-]{36}}', async (context) => {
		const given = attributes.parse(await context.req.json());
		const user = await updateUser(pool, context.req.param('id'), given);
		return user ? context.json(user) : context.json(notFound(), 404);
	});
	app.delete('/:id{[0-9a-f-]{36}}', async (context) => {
		const sql = 'delete from auth.users where id = $1';
		const { rowCount } = await pool.query(sql, [context.req.param('id')]);
		return rowCount ? context.json({}) : context.json(notFound(), 404);
	});
}

async function createUser(pool: Pool, given: Attributes): Promise<unknown> {
	const { rows } = await pool.query(
		`with account as (
			insert into auth.users (
				instance_id, id, aud, role, email, encrypted_password, email_confirmed_at,
				raw_app_meta_data, raw_user_meta_data, created_at, updated_at,
				confirmation_token, recovery_token, email_change, email_change_token_new
			)
			values (
				'00000000-0000-0000-0000-000000000000', coalesce($1, gen_random_uuid()), 'authenticated',
				'authenticated', $2, extensions.crypt($3, extensions.gen_salt('bf')),
				case when $4 then now() end, $5, $6, now(), now(), '', '', '', ''
			)
			returning *
		), identity as (
			insert into auth.identities (id, user_id, provider_id, provider, identity_data)
			select gen_random_uuid(), id, id::text, 'email', jsonb_build_object('sub', id, 'email', email)
			from account
		)
		select ${USER_COLUMNS} from account`,
		[
			given.id ?? null,
			given.email ?? null,
			given.password ?? null,
			given.email_confirm ?? false,
			{ provider: 'email', providers: ['email'], ...given.app_metadata },
			given.user_metadata ?? {}
		]
	);
	return rows[0];
}

async function updateUser(pool: Pool, id: string, given: Attributes): Promise<unknown> {
	const { rows } = await pool.query(
		`update auth.users
		set
			email = coalesce($2, email),
			encrypted_password = coalesce(extensions.crypt($3, extensions.gen_salt('bf')), encrypted_password),
			email_confirmed_at = case when $4 then coalesce(email_confirmed_at, now()) else email_confirmed_at end,
			raw_app_meta_data = raw_app_meta_data || $5,
			raw_user_meta_data = raw_user_meta_data || $6,
			updated_at = now()
		where id = $1
		returning ${USER_COLUMNS}`,
		[
			id,
			given.email ?? null,
			given.password ?? null,
			given.email_confirm ?? false,
			given.app_metadata ?? {},
			given.user_metadata ?? {}
		]
	);
	return rows[0];
}

function isSecretKey(key: string | undefined): boolean {
	const given = Buffer.from(key ?? '');
	const secret = Buffer.from(SECRET_KEY);
	return given.length === secret.length && timingSafeEqual(given, secret);
}

function notFound() {
	return failure(404, 'user_not_found', 'User not found');
}

function failure(code: number, error_code: string, msg: string) {
	return { code, error_code, msg };
}
