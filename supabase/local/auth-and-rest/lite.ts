import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { App } from '@supabase/lite';
import { createPostgresConnection } from '@supabase/lite/postgres';
import { Client } from 'pg';
import { asPostgrestError } from './database-errors.ts';
import { JWT_SECRET, PUBLISHABLE_KEY, SECRET_KEY } from '../keys.ts';

/** An e-mail of the auth service: confirmation, password recovery, change of address. */
export interface AuthMail {
	to: string;
	subject: string;
	html?: string;
	text?: string;
}

export interface LiteOptions {
	/** A superuser's connection string: lite sets the request's role itself. */
	databaseUrl: string;
	/** The parsed `[api]` table of config.toml. */
	api: { schemas?: string[]; max_rows?: number };
	/** The parsed `[auth]` table of config.toml, template paths absolute. */
	auth: Record<string, unknown>;
	sendMail: (mail: AuthMail) => void;
}

export interface Lite {
	/** Handles /rest/v1 and /auth/v1. */
	fetch(request: Request, peerAddress: string | null): Promise<Response>;
	stop(): Promise<void>;
}

/** Formats times as PostgREST does, `2026-01-29T12:00:00.123456+00:00`, not as Postgres prints them. */
const ISO_TIMES = {
	to: 1184,
	from: [1184],
	serialize: (time: unknown) => time,
	parse: (text: string) => text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00')
};

/** The settings of `[auth]` that lite supports; it refuses to start with an unknown one. */
const AUTH_SETTINGS = [
	'site_url',
	'additional_redirect_urls',
	'jwt_expiry',
	'enable_refresh_token_rotation',
	'refresh_token_reuse_interval',
	'enable_signup',
	'enable_anonymous_sign_ins',
	'minimum_password_length',
	'email'
];

/**
 * Starts REST and Auth by `@supabase/lite` on the local Postgres. Creates the `auth` schema, so it must
 * start before the migrations run.
 */
export async function startLite(options: LiteOptions): Promise<Lite> {
	const connection = createPostgresConnection({
		url: options.databaseUrl,
		postgresOptions: { onnotice: () => {}, types: { timestamptz: ISO_TIMES } }
	});
	keepGrants(connection);
	connection.normalizeDbError = asPostgrestError as typeof connection.normalizeDbError;
	const app = new App({
		connection,
		api: pick(options.api, ['schemas', 'extra_search_path', 'max_rows']),
		auth: {
			...pick(options.auth, AUTH_SETTINGS),
			enabled: true,
			jwt_secret: JWT_SECRET,
			publishable_key: PUBLISHABLE_KEY,
			secret_key: SECRET_KEY
		},
		options: {
			drivers: { email: { send: async (mail: AuthMail) => options.sendMail(mail) } },
			server: { log: false }
		}
	} as unknown as ConstructorParameters<typeof App>[0]);
	await app.init();
	await app.ensureSystemSchema();
	await matchPlatformAuthSchema(options.databaseUrl);
	return {
		fetch: async (request, peerAddress) => app.fetch(request, { peerAddress }),
		stop: () => connection.close()
	};
}

/**
 * Before its first data request lite grants ALL on every table of a schema with row-level security,
 * which would undo the migrations' revokes and column grants, and decides once whether to set the
 * caller's role at all. This override always sets the role and grants nothing.
 */
function keepGrants(connection: object): void {
	if (!('ensureRlsContext' in connection)) {
		throw new Error('@supabase/lite has changed: it would widen the grants of the migrations.');
	}
	Object.defineProperty(connection, 'ensureRlsContext', { value: async () => true });
}

function pick(table: object, names: string[]): Record<string, unknown> {
	return Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)));
}

async function matchPlatformAuthSchema(databaseUrl: string): Promise<void> {
	const sql = await readFile(join(import.meta.dirname, '../postgres/auth-schema.sql'), 'utf8');
	const client = new Client({ connectionString: databaseUrl });
	await client.connect();
	try {
		await client.query(sql);
	} finally {
		await client.end();
	}
}
