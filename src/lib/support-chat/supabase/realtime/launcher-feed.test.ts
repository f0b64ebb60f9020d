import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { lookForChat } from './chat-lookup.ts';
import { LauncherFeed } from './launcher-feed.ts';
import type { LauncherChat } from './read-chat.ts';

/** The socket of the last `new WebSocket`; the test plays the server. */
class FakeSocket {
	static readonly CONNECTING = 0;
	static readonly OPEN = 1;
	static all: FakeSocket[] = [];
	readyState = 1;
	closed = false;
	readonly sent: unknown[][] = [];
	onopen = () => {};
	onclose = () => {};
	onmessage = (_: { data: string | ArrayBuffer }) => {};
	readonly url: string;

	constructor(url: string) {
		this.url = url;
		FakeSocket.all.push(this);
	}

	send(text: string) {
		this.sent.push(JSON.parse(text));
	}

	close() {
		this.closed = true;
	}

	reply(status: string, response = {}) {
		this.tell(['1', '1', 'realtime:support_chat:c1', 'phx_reply', { status, response }]);
	}

	tell(frame: unknown[]) {
		this.onmessage({ data: JSON.stringify(frame) });
	}
}

const project = { url: 'http://127.0.0.1:54321', publishableKey: 'sb_publishable_x' };
let chats: { id: string; unread_reply_count: number }[];
let requests: string[];
let page: EventTarget & { hidden?: boolean };

function setup({ token = async (): Promise<string | null> => 'jwt' } = {}) {
	const counts: number[] = [];
	const onChat = (chat: LauncherChat) => counts.push(chat.unread_reply_count);
	const options = { project, userId: 'u1', token };
	const feed = new LauncherFeed({ ...options, onChat });
	const stop = lookForChat({ ...options, onFound: async (found) => feed.start(found) });
	return { feed, counts, stop };
}

/** Lets time pass, and what is imported on demand arrive before and after. */
async function pass(ms: number): Promise<void> {
	await arrive();
	await vi.advanceTimersByTimeAsync(ms);
	await arrive();
}

async function arrive(): Promise<void> {
	for (let i = 0; i < 5; i++) await new Promise((resolve) => setImmediate(resolve));
}

const socket = () => FakeSocket.all.at(-1)!;

describe('the lookup and the feed', () => {
	beforeEach(() => {
		vi.useFakeTimers({
			toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date']
		});
		chats = [{ id: 'c1', unread_reply_count: 2 }];
		requests = [];
		page = new EventTarget();
		FakeSocket.all = [];
		vi.stubGlobal('window', page);
		vi.stubGlobal('document', page);
		vi.stubGlobal('WebSocket', FakeSocket);
		vi.stubGlobal('fetch', async (url: string, init: RequestInit) => {
			requests.push(`${url} ${new Headers(init.headers).get('authorization')}`);
			return Response.json(chats);
		});
	});

	afterEach(() => {
		vi.unstubAllGlobals();
		vi.useRealTimers();
	});

	it("reads the user's own count and joins their chat", async () => {
		const { counts } = setup();
		await pass(0);
		expect(counts).toEqual([2]);
		expect(requests[0]).toMatch(
			/\/rest\/v1\/support_chats\?select=id,unread_reply_count.*&user_id=eq\.u1 /
		);
		expect(requests[0]).toContain('Bearer jwt');
		expect(socket().url).toBe(
			'ws://127.0.0.1:54321/realtime/v1/websocket?apikey=sb_publishable_x&vsn=2.0.0'
		);
		socket().onopen();
		expect(socket().sent[0]).toMatchObject([
			'1',
			'1',
			'realtime:support_chat:c1',
			'phx_join',
			{ access_token: 'jwt', config: { private: true } }
		]);
	});

	it('counts again after the join and after each broadcast, in either form', async () => {
		const { counts } = setup();
		await pass(0);
		socket().onopen();
		socket().reply('ok');
		await pass(0);
		chats[0]!.unread_reply_count = 3;
		socket().onmessage({ data: new Uint8Array([4, 0, 0, 0, 1]).buffer });
		await pass(0);
		chats[0]!.unread_reply_count = 0;
		socket().tell([null, null, 'realtime:support_chat:c1', 'broadcast', {}]);
		await pass(0);
		expect(counts).toEqual([2, 2, 3, 0]);
	});

	it('never has two requests under way, and none is forgotten', async () => {
		setup();
		await pass(0);
		for (let i = 0; i < 5; i++) socket().onmessage({ data: new ArrayBuffer(5) });
		await pass(0);
		expect(requests).toHaveLength(3);
	});

	it('opens no socket for a user without a chat, and looks again when another tab makes one', async () => {
		chats = [];
		const { counts } = setup();
		await pass(600_000);
		expect([counts, FakeSocket.all.length, requests.length]).toEqual([[], 0, 1]);
		chats = [{ id: 'c1', unread_reply_count: 0 }];
		page.dispatchEvent(Object.assign(new Event('storage'), { key: 'something-else' }));
		page.dispatchEvent(Object.assign(new Event('storage'), { key: 'support-chat:chat:u1' }));
		await pass(0);
		expect([counts, FakeSocket.all.length]).toEqual([[0], 1]);
	});

	it('asks nothing while nobody is signed in', async () => {
		setup({ token: async () => null });
		await pass(600_000);
		expect(requests).toEqual([]);
	});

	it('connects again when the socket breaks, with the token of then', async () => {
		let token = 'old';
		setup({ token: async () => token });
		await pass(0);
		socket().onopen();
		socket().reply('ok');
		await pass(0);
		token = 'new';
		socket().tell(['1', null, 'realtime:support_chat:c1', 'phx_close', {}]);
		expect(socket().closed).toBe(true);
		await pass(1_000);
		expect(FakeSocket.all).toHaveLength(2);
		socket().onopen();
		expect(socket().sent[0]?.[4]).toMatchObject({ access_token: 'new' });
	});

	it('lets a socket connect before it closes it, as browsers report the other as an error', async () => {
		const { feed } = setup();
		await pass(0);
		socket().readyState = FakeSocket.CONNECTING;
		feed.stop();
		expect(socket().closed).toBe(false);
		socket().readyState = FakeSocket.OPEN;
		socket().onopen();
		expect(socket().closed).toBe(true);
		expect(socket().sent).toEqual([]);
	});

	it('asks ever more slowly of a server that hangs up after each join', async () => {
		// The count that each join asks for is still under way when the channel is closed.
		setup();
		for (let second = 0; second < 60; second++) {
			await pass(1_000);
			if (socket().closed) continue;
			socket().onopen();
			socket().reply('ok');
			socket().tell(['1', null, 'realtime:support_chat:c1', 'phx_close', {}]);
		}
		expect(FakeSocket.all.length).toBeLessThan(9);
	});

	it('gives a socket up that no longer answers', async () => {
		setup();
		await pass(0);
		socket().onopen();
		socket().reply('ok');
		await pass(25_000);
		expect(socket().sent.at(-1)).toEqual([null, 'beat-1', 'phoenix', 'heartbeat', {}]);
		await pass(25_000);
		expect(FakeSocket.all[0]!.closed).toBe(true);
		await pass(1_000);
		expect(FakeSocket.all).toHaveLength(2);
	});

	it('keeps a socket that answers its heartbeats', async () => {
		setup();
		await pass(0);
		socket().onopen();
		socket().reply('ok');
		for (let beat = 1; beat <= 10; beat++) {
			await pass(25_000);
			socket().tell([null, `beat-${beat}`, 'phoenix', 'phx_reply', { status: 'ok' }]);
		}
		expect(FakeSocket.all).toHaveLength(1);
		expect(socket().closed).toBe(false);
	});

	it('asks again for a channel that was refused, ever more slowly: the server may have been wrong', async () => {
		setup();
		await pass(0);
		for (let i = 0; i < 8; i++) {
			socket().onopen();
			socket().reply('error', { reason: 'Unauthorized: You do not have permissions' });
			await pass(30_000);
		}
		const { length } = FakeSocket.all;
		expect(length).toBeGreaterThan(8);
		await pass(14_000);
		expect(FakeSocket.all).toHaveLength(length);
		socket().onopen();
		const before = requests.length;
		socket().reply('ok');
		await pass(0);
		expect(requests.length).toBeGreaterThan(before);
	});

	it('reads once more when the database’s stream is there', async () => {
		setup();
		await pass(0);
		socket().onopen();
		socket().reply('ok');
		await pass(0);
		const before = requests.length;
		socket().tell(['1', null, 'realtime:support_chat:c1', 'system', { status: 'ok' }]);
		await pass(0);
		expect(requests.length).toBe(before + 1);
	});

	it('lets go of everything when stopped', async () => {
		const { feed } = setup();
		await pass(0);
		socket().onopen();
		feed.stop();
		page.dispatchEvent(new Event('online'));
		await pass(600_000);
		expect(socket().closed).toBe(true);
		expect([FakeSocket.all.length, requests.length]).toEqual([1, 1]);
	});

	it('looks for a chat no longer when stopped', async () => {
		chats = [];
		const { stop } = setup();
		await pass(0);
		stop();
		page.dispatchEvent(new Event('online'));
		await pass(600_000);
		expect(requests).toHaveLength(1);
	});

	it('looks again, ever more slowly, while the server fails, with another token when it refuses one', async () => {
		const refusals: (string | undefined)[] = [];
		vi.stubGlobal('fetch', async (url: string) => {
			requests.push(url);
			return requests.length < 4 ? new Response(null, { status: 401 }) : Response.json(chats);
		});
		const token = async (refused?: string) => {
			refusals.push(refused);
			return `jwt-${refusals.length}`;
		};
		const options = { project, userId: 'u1', token };
		const found: string[] = [];
		lookForChat({ ...options, onFound: async ({ chat }) => found.push(chat.id) });
		await pass(1_000);
		await pass(2_000);
		expect(found).toEqual([]);
		await pass(4_000);
		expect(found).toEqual(['c1']);
		expect(refusals).toEqual([undefined, 'jwt-1', 'jwt-2', 'jwt-3']);
	});

	it('looks again when what follows the chat could not be loaded', async () => {
		const options = { project, userId: 'u1', token: async () => 'jwt' };
		let tries = 0;
		const onFound = async () => {
			if (++tries === 1) throw new TypeError('Failed to fetch dynamically imported module');
		};
		lookForChat({ ...options, onFound });
		await pass(0);
		expect(tries).toBe(1);
		await pass(1_000);
		expect(tries).toBe(2);
		page.dispatchEvent(new Event('online'));
		await pass(600_000);
		expect(requests).toHaveLength(2);
	});
});
