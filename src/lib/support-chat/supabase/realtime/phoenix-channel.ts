const HEARTBEAT_MS = 25_000;
const JOIN_REF = '1';

export interface PhoenixChannelOptions {
	/** The Supabase project's address. */
	url: string;
	publishableKey: string;
	/** Without the `realtime:` prefix. */
	topic: string;
	accessToken: string;
	/** Joined, and again when the server begins to stream from the database. */
	onJoined(): void;
	/** Something was broadcast; what it was is not looked at. */
	onBroadcast(): void;
	/** The end; called once. */
	onEnd(): void;
}

/**
 * One socket with one private Realtime channel, which ends at the first trouble, an expired token
 * included; whoever opened it opens another. It is what the launcher can afford: supabase-js is
 * fifty times its size.
 */
export class PhoenixChannel {
	readonly #options: PhoenixChannelOptions;
	readonly #topic: string;
	readonly #socket: WebSocket;
	#heartbeat: ReturnType<typeof setInterval> | undefined;
	/** Of the heartbeat that has not been answered yet. */
	#awaited = '';
	#beats = 0;
	#ended = false;

	constructor(options: PhoenixChannelOptions) {
		const { url, publishableKey, topic } = options;
		this.#options = options;
		this.#topic = `realtime:${topic}`;
		const query = new URLSearchParams({ apikey: publishableKey, vsn: '2.0.0' });
		const address = `${url.replace(/^http/, 'ws')}/realtime/v1/websocket?${query}`;
		this.#socket = new WebSocket(address);
		this.#socket.binaryType = 'arraybuffer';
		this.#socket.onopen = () => this.#join();
		this.#socket.onmessage = ({ data }) => this.#onFrame(data);
		this.#socket.onclose = () => this.#end();
	}

	/** Leaves without telling anybody here. */
	close(): void {
		this.#ended = true;
		clearInterval(this.#heartbeat);
		const socket = this.#socket;
		// Browsers report a socket that is closed while it connects as an error of the page.
		if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
		else socket.close();
	}

	#join(): void {
		const broadcast = { replication_ready: true };
		const config = { broadcast, presence: { enabled: false }, private: true };
		const payload = { config, access_token: this.#options.accessToken };
		this.#push(JOIN_REF, JOIN_REF, this.#topic, 'phx_join', payload);
		this.#heartbeat = setInterval(() => this.#beat(), HEARTBEAT_MS);
	}

	/** A server that did not answer the last heartbeat is gone, whatever the socket says. */
	#beat(): void {
		if (this.#awaited) return this.#end();
		this.#awaited = `beat-${++this.#beats}`;
		this.#push(null, this.#awaited, 'phoenix', 'heartbeat', {});
	}

	#push(...frame: [string | null, string, string, string, object]): void {
		this.#socket.send(JSON.stringify(frame));
	}

	/** Binary frames are broadcasts, and this socket has one channel: ours. */
	#onFrame(data: string | ArrayBuffer): void {
		if (this.#ended) return;
		const [, ref, topic, event, payload] =
			typeof data === 'string' ? JSON.parse(data) : [null, null, this.#topic, 'broadcast'];
		if (ref === this.#awaited) this.#awaited = '';
		if (topic !== this.#topic) return;
		if (event === 'broadcast') this.#options.onBroadcast();
		else if (event === 'system') this.#options.onJoined();
		else if (event === 'phx_reply' && ref === JOIN_REF) this.#onJoinReply(payload);
		else if (event === 'phx_close' || event === 'phx_error') this.#end();
	}

	#onJoinReply({ status }: { status: string }): void {
		if (status === 'ok') this.#options.onJoined();
		else this.#end();
	}

	#end(): void {
		if (this.#ended) return;
		this.close();
		this.#options.onEnd();
	}
}
