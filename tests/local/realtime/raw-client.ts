import { once } from 'node:events';
import { WebSocket } from 'ws';
import { PUBLISHABLE_KEY } from '../../../supabase/local/keys.ts';
import type { Person } from './fixture.ts';

/** A frame from the server; `kind4` marks binary frames. */
export interface Received {
	joinRef: string | null;
	ref: string | null;
	topic: string;
	event: string;
	// eslint-disable-next-line @typescript-eslint/no-explicit-any -- Each test expects its own payload.
	payload: Record<string, any>;
	kind4: boolean;
}

type Test = (frame: Received) => boolean;

/** A client of the wire protocol that lets tests send and see every byte. */
export class RawClient {
	readonly socket: WebSocket;
	readonly version: '1.0.0' | '2.0.0';
	/** Received frames that no test has taken. */
	frames: Received[] = [];
	/** Every frame received, in order. */
	readonly history: Received[] = [];
	#waiting: { test: Test; resolve: (frame: Received) => void }[] = [];
	#ref = 0;

	constructor(url: string, version: '1.0.0' | '2.0.0' = '2.0.0', key = PUBLISHABLE_KEY) {
		this.version = version;
		const query = `apikey=${encodeURIComponent(key)}&vsn=${version}`;
		this.socket = new WebSocket(`${url.replace('http', 'ws')}/realtime/v1/websocket?${query}`);
		this.socket.on('message', (data, isBinary) => this.#receive(data as Buffer, isBinary));
		this.socket.on('error', () => {});
	}

	static async open(url: string, version: '1.0.0' | '2.0.0' = '2.0.0', key?: string) {
		const client = new RawClient(url, version, key);
		await once(client.socket, 'open');
		return client;
	}

	/** Sends a push and returns its ref. */
	push(topic: string, event: string, payload: unknown, joinRef: string | null = null): string {
		const ref = String(++this.#ref);
		const message =
			this.version === '1.0.0'
				? { topic, event, payload, ref, join_ref: joinRef }
				: [joinRef, ref, topic, event, payload];
		this.socket.send(JSON.stringify(message));
		return ref;
	}

	/** Sends a push and waits for its reply. */
	async call(topic: string, event: string, payload: unknown, joinRef: string | null = null) {
		const ref = this.push(topic, event, payload, joinRef);
		return this.next((frame) => frame.event === 'phx_reply' && frame.ref === ref);
	}

	/** Joins `realtime:NAME`; resolves with the reply. */
	async join(name: string, config: object = {}, person?: Person): Promise<Received> {
		const payload = { config, ...(person && { access_token: person.token }) };
		const joinRef = String(this.#ref + 1);
		return this.call(`realtime:${name}`, 'phx_join', payload, joinRef);
	}

	/** Sends a broadcast as a binary frame of kind 3. */
	broadcast(name: string, event: string, payload: object | Buffer, joinRef = '1'): string {
		const ref = String(++this.#ref);
		const isBytes = Buffer.isBuffer(payload);
		const fields = [joinRef, ref, `realtime:${name}`, event, ''].map((text) => Buffer.from(text));
		const header = Buffer.from([3, ...fields.map((field) => field.length), isBytes ? 0 : 1]);
		const body = isBytes ? payload : Buffer.from(JSON.stringify(payload));
		this.socket.send(Buffer.concat([header, ...fields, body]));
		return ref;
	}

	/** Takes the first frame that passes the test; waits for it if needed. */
	async next(test: Test): Promise<Received> {
		const index = this.frames.findIndex(test);
		if (index >= 0) return this.frames.splice(index, 1)[0] as Received;
		return new Promise((resolve) => this.#waiting.push({ test, resolve }));
	}

	/** Takes the next broadcast. */
	nextBroadcast(event?: string): Promise<Received> {
		return this.next(
			(frame) => frame.event === 'broadcast' && (!event || frame.payload.event === event)
		);
	}

	/** Resolves when everything sent before has been processed and its effects received. */
	async settle(): Promise<void> {
		await this.call('phoenix', 'heartbeat', {});
	}

	async close(): Promise<void> {
		if (this.socket.readyState === WebSocket.CLOSED) return;
		this.socket.close();
		await once(this.socket, 'close');
	}

	#receive(data: Buffer, isBinary: boolean): void {
		const frame = isBinary ? readKind4(data) : this.#readJson(data);
		this.history.push(frame);
		const index = this.#waiting.findIndex(({ test }) => test(frame));
		if (index < 0) this.frames.push(frame);
		else this.#waiting.splice(index, 1)[0]?.resolve(frame);
	}

	#readJson(data: Buffer): Received {
		const message = JSON.parse(data.toString());
		if (this.version === '1.0.0') return { ...message, joinRef: null, kind4: false };
		const [joinRef, ref, topic, event, payload] = message;
		return { joinRef, ref, topic, event, payload, kind4: false };
	}
}

function readKind4(data: Buffer): Received {
	const [, topicBytes = 0, eventBytes = 0, metaBytes = 0, encoding] = data;
	let offset = 5;
	const take = (bytes: number) => data.toString('utf8', offset, (offset += bytes));
	const topic = take(topicBytes);
	const event = take(eventBytes);
	const meta = take(metaBytes);
	const rest = data.subarray(offset);
	const payload = {
		type: 'broadcast',
		event,
		payload: encoding === 1 ? JSON.parse(rest.toString()) : rest,
		...(meta && { meta: JSON.parse(meta) })
	};
	return { joinRef: null, ref: null, topic, event: 'broadcast', payload, kind4: true };
}
