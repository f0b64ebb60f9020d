const HEARTBEAT_MS = 25_000;
const JOIN_TIMEOUT_MS = 10_000;
const JOIN_REF = '1';

export interface PhoenixChannelOptions {
	/** The Supabase project's address. */
	url: string;
	publishableKey: string;
	/** Without the `realtime:` prefix. */
	topic: string;
	accessToken: string;
	onJoined(): void;
	/** Something was broadcast; what it was is not looked at. */
	onBroadcast(): void;
	/** The end, told once; `refused` is the server's reason for not letting us in. */
	onEnd(refused: string): void;
}

/**
 * One socket with one private Realtime channel, which ends at the first trouble, an expired token
 * included; whoever opened it opens another. It is what the launcher can afford: supabase-js is
 * fifty times its size.
 */
export class PhoenixChannel {
	readonly #options: PhoenixChannelOptions;
	readonly #socket: WebSocket;
	#ref = 1;
	#awaited = '';
	#ended = false;
	#heartbeat: ReturnType<typeof setInterval> | undefined;
	#joinTimeout: ReturnType<typeof setTimeout>;

	constructor(options: PhoenixChannelOptions) {
		const { url, publishableKey } = options;
		this.#options = options;
		const query = new URLSearchParams({ apikey: publishableKey, vsn: '2.0.0' });
		const address = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?${query}`;
		this.#socket = new WebSocket(address);
		this.#socket.binaryType = 'arraybuffer';
		this.#socket.onopen = () => this.#join();
		this.#socket.onmessage = ({ data }) => this.#onFrame(data);
		this.#socket.onclose = () => this.#end();
		this.#joinTimeout = setTimeout(() => this.#end(), JOIN_TIMEOUT_MS);
	}

	/** Leaves without telling anybody here. */
	close(): void {
		this.#ended = true;
		this.#release();
	}

	#join(): void {
		const config = { broadcast: { ack: false, self: false }, presence: {}, private: true };
		this.#push('phx_join', { config, access_token: this.#options.accessToken });
		this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
	}

	#beat(): void {
		if (this.#awaited) return this.#end();
		this.#awaited = this.#push('heartbeat', {}, 'phoenix');
	}

	/** Binary frames are broadcasts, and this socket has one channel: ours. */
	#onFrame(data: string | ArrayBuffer): void {
		if (this.#ended) return;
		const [, ref, topic, event, payload] =
			typeof data === 'string' ? JSON.parse(data) : [null, null, this.#topic, 'broadcast'];
		if (ref && ref === this.#awaited) this.#awaited = '';
		if (topic !== this.#topic) return;
		if (event === 'broadcast') this.#options.onBroadcast();
		else if (event === 'phx_reply' && ref === JOIN_REF) this.#onJoinReply(payload);
		else if (event === 'phx_close' || event === 'phx_error') this.#end();
	}

	#onJoinReply({ status, response }: JoinReply): void {
		if (status !== 'ok') return this.#end(response?.reason || 'refused');
		clearTimeout(this.#joinTimeout);
		this.#options.onJoined();
	}

	#push(event: string, payload: object, topic = this.#topic): string {
		const ref = String(this.#ref++);
		if (this.#socket.readyState === WebSocket.OPEN) {
			const joinRef = topic === this.#topic ? JOIN_REF : null;
			this.#socket.send(JSON.stringify([joinRef, ref, topic, event, payload]));
		}
		return ref;
	}

	get #topic(): string {
		return `realtime:${this.#options.topic}`;
	}

	#end(refused = ''): void {
		if (this.#ended) return;
		this.close();
		this.#options.onEnd(refused);
	}

	#release(): void {
		clearTimeout(this.#joinTimeout);
		clearInterval(this.#heartbeat);
		this.#socket.close();
	}
}

interface JoinReply {
	status: string;
	response?: { reason?: string };
}
