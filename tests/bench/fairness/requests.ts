import { randomUUID } from 'node:crypto';

/** An API request, both as sent to PostgREST and as PostgREST sends it to Postgres. */
export interface ApiRequest {
	method: 'GET' | 'POST';
	/** Below /rest/v1. */
	path: string;
	body?: Buffer;
	sql: string;
	values: unknown[];
}

const COLUMNS = 'id,chat_id,seq,content,sender_type,admin_id,sender_name,read_at,created_at';

/** Messages as one array, with random ids or the given one. */
export function sendMessages(
	chatId: string,
	count: number,
	content: string,
	id?: string
): ApiRequest {
	const rows = Array.from({ length: count }, () => ({
		id: id ?? randomUUID(),
		chat_id: chatId,
		content
	}));
	const body = Buffer.from(JSON.stringify(rows));
	return {
		method: 'POST',
		path: 'support_messages',
		body,
		sql: `with pgrst_source as (
				insert into public.support_messages (id, chat_id, content)
				select row.id, row.chat_id, row.content
				from json_to_recordset($1::json) as row (id uuid, chat_id uuid, content text)
				returning 1
			)
			select count(*) from pgrst_source`,
		values: [body]
	};
}

/** The newest page of a chat. */
export function readPage(chatId: string): ApiRequest {
	return read(
		'support_messages',
		`chat_id=eq.${chatId}&order=seq.desc&limit=50&select=${COLUMNS}`,
		`select ${COLUMNS} from public.support_messages where chat_id = $1 order by seq desc limit 50`,
		[chatId]
	);
}

/** All readable rows of a table, up to the API's limit of 1,000. */
export function readAll(table: 'support_messages' | 'support_chats'): ApiRequest {
	return read(table, 'select=*', `select * from public.${table} limit 1000`);
}

function read(table: string, query: string, sql: string, values: unknown[] = []): ApiRequest {
	return {
		method: 'GET',
		path: `${table}?${query}`,
		sql: `with pgrst_source as (${sql})
			select coalesce(json_agg(row), '[]')::text from pgrst_source as row`,
		values
	};
}

/** A function call with named arguments. */
export function call(
	name: string,
	args: Record<string, string | number | boolean> = {}
): ApiRequest {
	const names = Object.keys(args);
	const given = names.map((argument, index) => `${argument} => $${index + 1}`);
	return {
		method: 'POST',
		path: `rpc/${name}`,
		body: Buffer.from(JSON.stringify(args)),
		sql: `select to_json(public.${name}(${given}))::text`,
		values: Object.values(args)
	};
}
