import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatClient } from '../chat-client.ts';
import { bindClient } from '../session/bound-client.ts';
import { UserSession } from '../session/user-session.ts';
import { SupabaseAttachmentTransport } from './attachment-transport.ts';

/** Unsigned: nothing here verifies it. */
const tokenOf = (sub: string, version = 1) =>
	['{}', JSON.stringify({ sub, version }), 'x']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');

const EXPIRED = { statusCode: '403', error: 'Unauthorized', message: '"exp" claim check failed' };
const project = { url: 'https://abc.supabase.co/', publishableKey: 'sb_publishable_x' };
const { signal } = new AbortController();

/** Requests as "POST /path token". */
const sent: string[] = [];
let answers: { status: number; body: object }[];
let token: string | null;

/** The part of XMLHttpRequest that uploads use; answers at once. */
class FakeRequest {
	status = 0;
	responseText = '';
	readonly upload: { onprogress?: (event: { loaded: number }) => void } = {};
	onload = () => {};
	onloadend = () => {};
	#headers: Record<string, string> = {};
	#line = '';

	open(method: string, url: string): void {
		this.#line = `${method} ${new URL(url).pathname}`;
	}

	setRequestHeader(name: string, value: string): void {
		this.#headers[name] = value;
	}

	send(file: Blob): void {
		sent.push(`${this.#line} ${this.#headers['Authorization']} ${this.#headers['Content-Type']}`);
		this.upload.onprogress?.({ loaded: file.size });
		const { status, body } = answers.shift() ?? { status: 200, body: {} };
		Object.assign(this, { status, responseText: JSON.stringify(body) });
		this.onload();
		this.onloadend();
	}
}

beforeEach(() => {
	sent.length = 0;
	answers = [];
	token = tokenOf('ada');
	vi.stubGlobal('XMLHttpRequest', FakeRequest);
	vi.stubGlobal('fetch', async (url: string, { headers }: { headers: Record<string, string> }) => {
		sent.push(`POST ${new URL(url).pathname} ${headers['Authorization']}`);
		const { status, body } = answers.shift()!;
		return Response.json(body, { status });
	});
});
afterEach(() => vi.unstubAllGlobals());

/** A host's client: with a session of its own, or made with the option `accessToken`. */
function transport(kind: 'session' | 'accessToken' = 'session') {
	const refreshSession = vi.fn(async () => void (token = tokenOf('ada', 2)));
	const getSession = async () => ({ data: { session: { access_token: token } }, error: null });
	const client =
		kind === 'session'
			? { auth: { getSession, refreshSession, onAuthStateChange() {} } }
			: {
					accessToken: async () => token,
					get auth() {
						throw new Error('accessToken');
					}
				};
	Object.assign(client, { from() {}, rpc() {}, channel() {}, removeChannel() {}, realtime: {} });
	const session = new UserSession('ada', async () => 'ada');
	const bound = bindClient(client as unknown as ChatClient, session, project);
	return new SupabaseAttachmentTransport({ client: bound, userId: 'ada' });
}

const file = new Blob(['abc'], { type: 'text/plain' });
const upload = (kind?: 'session' | 'accessToken', onProgress = (_: number) => {}) =>
	transport(kind).upload('c/m/a.txt', file, { signal, onProgress });

describe('an upload', () => {
	it.each(['session', 'accessToken'] as const)('has the user’s token (%s)', async (kind) => {
		const onProgress = vi.fn();
		await upload(kind, onProgress);
		expect(sent).toEqual([
			`POST /storage/v1/object/support-attachments/c/m/a.txt Bearer ${tokenOf('ada')} text/plain`
		]);
		expect(onProgress).toHaveBeenCalledWith(3);
	});

	it.each(['session', 'accessToken'] as const)('is not sent for another (%s)', async (kind) => {
		token = tokenOf('grace');
		await expect(upload(kind)).rejects.toMatchObject({ code: 'other_user', kind: 'wait' });
		expect(sent).toEqual([]);
	});

	it('is repeated once with a renewed token', async () => {
		answers = [{ status: 400, body: EXPIRED }];
		await upload();
		expect(sent.map((line) => line.split(' ')[3])).toEqual([tokenOf('ada'), tokenOf('ada', 2)]);
		answers = [
			{ status: 400, body: EXPIRED },
			{ status: 400, body: EXPIRED }
		];
		await expect(upload()).rejects.toMatchObject({ status: 401, kind: 'wait' });
	});
});

describe('signed addresses', () => {
	it('are asked for in batches; a path that may not be read is absent', async () => {
		const paths = Array.from({ length: 150 }, (_, index) => `c/m/${index}`);
		const signed = (path: string) => ({
			path,
			signedURL: `/object/sign/b/${path}?token=t`,
			error: null
		});
		answers = [
			{ status: 200, body: paths.slice(0, 100).map(signed) },
			{ status: 200, body: [{ path: 'c/m/100', signedURL: null, error: 'not found' }] }
		];
		const found = await transport().sign(paths, signal);
		expect(sent).toHaveLength(2);
		expect(found.size).toBe(100);
		const { url, expiresAt } = found.get('c/m/7')!;
		expect(url).toBe('https://abc.supabase.co/storage/v1/object/sign/b/c/m/7?token=t');
		expect(Math.abs(expiresAt - Date.now() - 600_000)).toBeLessThan(5_000);
	});

	it('of nothing need no request', async () => {
		expect((await transport().sign([], signal)).size).toBe(0);
		expect(sent).toEqual([]);
	});
});
