import pg from 'pg';
import type { ApiRequest } from './requests.ts';

/** Where requests go. */
export interface Api {
	/** Resolves with whether it was done; a refusal is an answer. @throws Error when there is none */
	send(userId: string, request: ApiRequest): Promise<boolean>;
	end(): Promise<void>;
}

/** Connections of PostgREST by default (db-pool). */
const POOL = 10;

/**
 * The database alone: what PostgREST does for a request, in a transaction of its own on one of as many
 * connections, which are given out in the order of the requests.
 */
export function poolApi(connectionString: string): Api {
	const pool = new pg.Pool({ connectionString, max: POOL });
	return {
		async send(userId, { sql, values, body }) {
			const client = await pool.connect();
			try {
				await client.query(
					`begin;
					select
						set_config('role', 'authenticated', true),
						set_config('request.jwt.claims', '{"role":"authenticated","sub":"${userId}"}', true),
						set_config('request.headers', '{"content-length":"${body?.length ?? 0}"}', true)`
				);
				await client.query({ name: nameOf(sql), text: sql, values });
				await client.query('commit');
				return true;
			} catch (error) {
				await client.query('rollback');
				const { code } = error as { code?: string };
				if (!code || !/^(PT|42501|23505)/.test(code)) throw error;
				return false;
			} finally {
				client.release();
			}
		},
		end: () => pool.end()
	};
}

const names = new Map<string, string>();

/** Of the prepared statement. */
function nameOf(sql: string): string {
	const name = names.get(sql) ?? `request_${names.size}`;
	names.set(sql, name);
	return name;
}
