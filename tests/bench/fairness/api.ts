import pg from 'pg';
import type { ApiRequest } from './requests.ts';

/** The target of requests. */
export interface Api {
	/** Resolves with whether the request succeeded; false for a refusal. @throws any other error */
	send(userId: string, request: ApiRequest): Promise<boolean>;
	end(): Promise<void>;
}

/** PostgREST's default number of connections (db-pool). */
const POOL = 10;

/**
 * Sends requests straight to the database like PostgREST: each in a transaction on one of `POOL`
 * connections, assigned in the order of the requests.
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

/** The name of the prepared statement for this SQL. */
function nameOf(sql: string): string {
	const name = names.get(sql) ?? `request_${names.size}`;
	names.set(sql, name);
	return name;
}
