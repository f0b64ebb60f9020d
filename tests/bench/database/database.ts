import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** The API user that a statement runs as. */
export interface Caller {
	userId: string;
}

/** A connection of the database's owner that can act as an API user. */
export class BenchDatabase {
	readonly #client: pg.Client;

	private constructor(client: pg.Client) {
		this.#client = client;
	}

	static async connect(connectionString: string): Promise<BenchDatabase> {
		const client = new pg.Client({ connectionString });
		await client.connect();
		return new BenchDatabase(client);
	}

	async rows<Row extends pg.QueryResultRow>(sql: string, values: unknown[] = []): Promise<Row[]> {
		return (await this.#client.query<Row>(sql, values)).rows;
	}

	async value<Value>(sql: string, values: unknown[] = []): Promise<Value> {
		const [row] = await this.rows(sql, values);
		return (row && Object.values(row)[0]) as Value;
	}

	/** Runs a prepared statement, as PostgREST does. */
	async prepared(
		name: string,
		sql: string,
		values: unknown[] = []
	): Promise<pg.QueryResult['rows']> {
		return (await this.#client.query({ name, text: sql, values })).rows;
	}

	/** Makes statements run as this API user until `reset`. */
	async become({ userId }: Caller): Promise<void> {
		await this.#client.query("select set_config('request.jwt.claims', $1, false)", [
			JSON.stringify({ role: 'authenticated', sub: userId })
		]);
		await this.#client.query('set role authenticated');
	}

	async reset(): Promise<void> {
		await this.#client.query('reset role');
		await this.#client.query("select set_config('request.jwt.claims', '', false)");
	}

	end(): Promise<void> {
		return this.#client.end();
	}
}

/** Creates a support admin. Returns its account id. */
export async function makeAdmin(database: BenchDatabase): Promise<string> {
	const id = randomUUID();
	await database.rows('insert into auth.users (id, email) values ($1, $2)', [
		id,
		`${id}@example.com`
	]);
	await database.rows('insert into public.support_admins (user_id) values ($1)', [id]);
	return id;
}
