/**
 * pg_net's tables as its worker uses them: it takes the oldest 200 requests by id; responses live for 6
 * hours and are deleted only while there is work, at most 200 at a time.
 * Source: supabase/pg_net src/core.c, src/worker.c.
 */
import type { Client } from 'pg';
import type { HttpRequest, HttpResponse } from './send.ts';

const BATCH_SIZE = 200;
const RESPONSE_LIFETIME = '6 hours';

/** Whether `create extension pg_net` has been run in this database. */
export async function isInstalled(client: Client): Promise<boolean> {
	const { rowCount } = await client.query(`select from pg_extension where extname = 'pg_net'`);
	return rowCount === 1;
}

/** Deletes expired responses; returns how many. */
export async function deleteExpired(client: Client): Promise<number> {
	const { rowCount } = await client.query(
		`delete from net._http_response
		where ctid = any (array(
			select ctid
			from net._http_response
			where created < now() - $1::interval
			order by created
			limit $2
		))`,
		[RESPONSE_LIFETIME, BATCH_SIZE]
	);
	return rowCount ?? 0;
}

/** Removes the next batch from the queue; a rollback puts it back. */
export async function takeBatch(client: Client): Promise<HttpRequest[]> {
	const { rows } = await client.query<HttpRequest>(
		`delete from net.http_request_queue
		where id in (select id from net.http_request_queue order by id limit $1)
		returning
			id,
			upper(method) as method,
			url,
			timeout_milliseconds as timeout,
			array(select array[key, value] from jsonb_each_text(headers)) as headers,
			body`,
		[BATCH_SIZE]
	);
	return rows;
}

/**
 * Prepares a database for `storeResponse`, on creation and, for one created by an earlier version, before
 * the first use. pg_net copies a response's bytes into a text column without checking their encoding,
 * which no ordinary statement can do.
 */
export async function prepareToStore(client: Client): Promise<void> {
	const { rows } = await client.query<{ exists: boolean }>(
		`select to_regprocedure('stand_in.as_text(bytea)') is not null as exists`
	);
	if (rows[0]?.exists) return;
	await client.query(
		`create schema if not exists stand_in;
		create function stand_in.as_text(bytes bytea) returns text
		language internal immutable strict set search_path = '' as 'byteasend'`
	);
}

/** Stores the response or the error of a request. */
export async function storeResponse(client: Client, id: string, it: HttpResponse): Promise<void> {
	await client.query(
		`insert into net._http_response
			(id, status_code, content, headers, content_type, timed_out, error_msg)
		values ($1, $2, stand_in.as_text($3), $4, $5, $6, $7)`,
		[
			id,
			it.status ?? null,
			it.content ?? null,
			it.headers ? JSON.stringify(it.headers) : null,
			it.headers?.['content-type'] ?? null,
			it.timedOut,
			it.error ?? null
		]
	);
}
