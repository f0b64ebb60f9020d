import { PostgrestClient } from '@supabase/postgrest-js';
import { expect, test, vi } from 'vitest';
import { RestClient } from './rest-client.ts';

// Each request is made with postgrest-js too: both have to send and return the same.

const URL_ = 'https://project.example';
type Client = Pick<PostgrestClient, 'from' | 'rpc'>;

function clients(answer: () => Response | Promise<Response>) {
	const sent: object[][] = [[], []];
	const fetchAs = (index: number) =>
		vi.fn(async (input: RequestInfo | URL, init: RequestInit = {}) => {
			const headers = Object.fromEntries(new Headers(init.headers));
			// Which version of postgrest-js it is, and what is wanted by default.
			delete headers['x-client-info'];
			if (headers.accept === 'application/json') delete headers.accept;
			const { method, body, signal } = init;
			sent[index]!.push({ url: `${input}`, method, headers, body, signal });
			return answer();
		});
	const ours = new RestClient({ url: URL_, publishableKey: 'key', fetch: fetchAs(0) });
	const theirs = new PostgrestClient(`${URL_}/rest/v1`, {
		headers: { apikey: 'key' },
		fetch: fetchAs(1),
		retry: false
	} as object);
	return { all: [ours as unknown as Client, theirs as Client], sent };
}

async function compare(
	run: (client: Client) => PromiseLike<unknown>,
	answer: () => Response | Promise<Response> = () => Response.json([{ id: 1 }])
) {
	const { all, sent } = clients(answer);
	const answers = (await Promise.all(all.map((client) => run(client)))) as Record<
		string,
		unknown
	>[];
	const [ours, theirs] = answers.map(({ data, error, status }) => ({ data, error, status }));
	expect(sent[0]).toEqual(sent[1]);
	return { ours, theirs, sent: sent[0]![0] as { url: string; headers: object } };
}

const stop = new AbortController();
const { signal } = stop;
const message = { id: 'a', chat_id: 'b', content: 'Tea & 50 % “off”?', attachments: [] };

test.each<[string, (client: Client) => PromiseLike<unknown>]>([
	[
		'a page of messages',
		({ from }) =>
			from('support_messages')
				.select('id, chat_id, content')
				.eq('chat_id', 'b')
				.gt('seq', 3)
				.order('seq')
				.limit(50)
				.abortSignal(signal)
	],
	[
		'the page before',
		({ from }) =>
			from('support_messages')
				.select('id')
				.eq('chat_id', 'b')
				.lt('seq', 3)
				.order('seq', { ascending: false })
				.limit(50)
	],
	[
		'the read mark',
		({ from }) =>
			from('support_messages')
				.select('id')
				.eq('sender_type', 'user')
				.gte('seq', 3)
				.not('read_at', 'is', null)
				.order('seq', { ascending: false })
				.limit(1)
	],
	['a call without arguments', ({ rpc }) => rpc('support_widget_settings')],
	['a call', ({ rpc }) => rpc('mark_support_chat_read', { chat_id: 'b', up_to_seq: 3 })]
])('%s', async (_name, run) => {
	const { ours, theirs } = await compare((client) =>
		run({ from: client.from.bind(client), rpc: client.rpc.bind(client) } as Client)
	);
	expect(ours).toEqual(theirs);
});

test('a message is inserted, and its row returned', async () => {
	const { ours, theirs, sent } = await compare(
		(client) =>
			client
				.from('support_messages')
				.insert(message)
				.select('id, seq')
				.abortSignal(signal)
				.single(),
		() => Response.json({ id: 'a', seq: 1 }, { status: 201 })
	);
	expect(ours).toEqual(theirs);
	expect(sent.headers).toMatchObject({ prefer: 'return=representation' });
});

test.each([[[]], [[{ id: 'a' }]]])('one row or none: %j', async (rows) => {
	const { ours, theirs } = await compare(
		(client) => client.from('support_messages').select('id').eq('id', 'a').maybeSingle(),
		() => Response.json(rows)
	);
	expect(ours).toEqual(theirs);
});

test.each([
	[
		'of the database',
		() =>
			Response.json({ code: '42501', message: 'No', details: '{}', hint: null }, { status: 403 })
	],
	['of a gateway', () => new Response('upstream request timeout', { status: 504 })],
	['of a proxy in JSON', () => Response.json({ message: 'Slow down' }, { status: 429 })]
])('an error %s', async (_name, answer) => {
	const { ours, theirs } = await compare((client) => client.rpc('f', {}), answer);
	expect(ours).toEqual(theirs);
});

test('what the database returns nothing for', async () => {
	const { ours, theirs } = await compare(
		(client) => client.rpc('f', {}),
		() => new Response(null, { status: 204 })
	);
	expect(ours).toEqual(theirs);
});

test('a lost request is no rejection', async () => {
	const { ours, theirs } = await compare(
		(client) => client.rpc('f', {}),
		() => Promise.reject(new TypeError('Failed to fetch'))
	);
	expect(ours).toMatchObject({
		data: null,
		status: 0,
		error: { message: 'TypeError: Failed to fetch' }
	});
	expect(theirs).toMatchObject({
		data: null,
		status: 0,
		error: { message: 'TypeError: Failed to fetch' }
	});
});

test('a request is sent once it is awaited', async () => {
	const { all, sent } = clients(() => Response.json([]));
	const request = all[0]!.from('support_messages').select('id');
	expect(sent[0]).toEqual([]);
	await request;
	expect(sent[0]).toHaveLength(1);
});
