import { Socket } from '@supabase/phoenix';
import type { Project } from '../project.ts';
import { decodeFrame, encodeFrame, type Frame } from './frames.ts';
import { RealtimeTopic, type TopicOptions } from './realtime-topic.ts';

/** As realtime-js does; a server ends a socket that is silent for longer than a minute. */
const HEARTBEAT_MS = 25_000;
/** A socket without channels is kept for this long: the next channel is often near. */
const UNUSED_MS = 50_000;

export interface RealtimeConnectionOptions {
	project: Project;
	/** Resolves to the user's token, renewed when it has to be. */
	token(): Promise<string>;
	/** How long to wait before the nth try to reconnect, in ms. */
	reconnectAfterMs(tries: number): number;
}

/**
 * The page's socket to Supabase Realtime, with the private channels of one user: what the chat uses of
 * realtime-js, with its names, on the client of Phoenix that realtime-js uses as well. That connects again,
 * joins again and finds out who is present; Postgres changes, requests instead of broadcasts and workers,
 * most of realtime-js, are not needed here.
 */
export class RealtimeConnection {
	readonly #options: RealtimeConnectionOptions;
	readonly #socket: Socket;
	readonly #topics = new Set<RealtimeTopic>();
	#accessToken: string | undefined;
	/** Counts the calls for a token: only the last one's is used. */
	#calls = 0;
	#unused: ReturnType<typeof setTimeout> | undefined;

	constructor(options: RealtimeConnectionOptions) {
		const { url, publishableKey } = options.project;
		this.#options = options;
		this.#socket = new Socket(`${url.replace(/^http/, 'ws')}/realtime/v1`, {
			params: { apikey: publishableKey },
			vsn: '2.0.0',
			encode: (frame: Frame, send: (text: string) => void) => send(encodeFrame(frame)),
			decode: (data: string | ArrayBuffer, take: (frame: Frame) => void) => {
				const frame = decodeFrame(data);
				if (frame) take(frame);
			},
			heartbeatIntervalMs: HEARTBEAT_MS,
			// A token that was renewed meanwhile reaches the server in time.
			heartbeatCallback: (status: string) => {
				if (status === 'sent') void this.setAuth();
			},
			reconnectAfterMs: options.reconnectAfterMs
		} as ConstructorParameters<typeof Socket>[1]);
	}

	/** A channel, which has to be subscribed. `topic` is without the `realtime:` prefix. */
	channel(topic: string, { config }: { config: TopicOptions }): RealtimeTopic {
		clearTimeout(this.#unused);
		const channel = new RealtimeTopic(this.#socket, topic, config, () => this.#accessToken);
		this.#topics.add(channel);
		return channel;
	}

	/** Leaves a channel for good. */
	removeChannel(channel: RealtimeTopic): void {
		channel.leave();
		this.#topics.delete(channel);
		if (this.#topics.size > 0) return;
		clearTimeout(this.#unused);
		this.#unused = setTimeout(() => this.#socket.disconnect(), UNUSED_MS);
	}

	/** Gives the server the user's present token. Without one, the last one stays. */
	async setAuth(): Promise<void> {
		const call = ++this.#calls;
		const token = await this.#options.token().catch(() => this.#accessToken);
		if (call !== this.#calls || !token || token === this.#accessToken) return;
		this.#accessToken = token;
		for (const topic of this.#topics) topic.renew(token);
	}
}
