import type { Channel, Socket } from '@supabase/phoenix';
import { Presence } from './presence.ts';

/** What is asked of Realtime at a join, besides a private channel. */
export interface TopicOptions {
	/** Left out, the server is not asked for presence. */
	presence?: { key: string };
	broadcast?: { replication_ready: true };
}

type Subscribed = (
	status: 'SUBSCRIBED' | 'CHANNEL_ERROR' | 'TIMED_OUT' | 'CLOSED',
	error?: Error
) => void;

/** A private channel of Realtime, with the methods of realtime-js's that the chat uses. See `RealtimeConnection`. */
export class RealtimeTopic {
	readonly #socket: Socket;
	readonly #channel: Channel;
	#presence: Presence | undefined;

	constructor(
		socket: Socket,
		topic: string,
		{ presence, broadcast }: TopicOptions,
		token: () => string | undefined
	) {
		this.#socket = socket;
		// Read at each join: the token may be another one by then.
		const payload = () => ({
			config: {
				broadcast,
				presence: { ...presence, enabled: !!this.#presence },
				private: true
			},
			access_token: token()
		});
		this.#channel = socket.channel(`realtime:${topic}`, payload);
	}

	/** Calls `listener` at events of a kind; for broadcasts those of one name. To be called before `subscribe`. */
	on(type: string, { event }: { event?: string }, listener: (payload: never) => void): void {
		if (type === 'presence') {
			this.#presence = new Presence(this.#channel, listener as () => void);
		} else {
			this.#channel.on(type, (payload) => {
				if (!event || (payload as { event?: string }).event === event) listener(payload as never);
			});
		}
	}

	/** Joins, and again whenever the channel or the socket was lost. `listener` is called for each join and loss. */
	subscribe(listener: Subscribed): void {
		const channel = this.#channel;
		this.#socket.connect();
		channel.onError((reason: unknown) => listener('CHANNEL_ERROR', toError(reason)));
		channel.onClose(() => listener('CLOSED'));
		channel
			.join()
			.receive('ok', () => listener('SUBSCRIBED'))
			.receive('error', (answer: object) => listener('CHANNEL_ERROR', toError(answer)))
			.receive('timeout', () => listener('TIMED_OUT'));
	}

	/** Who is present, by key, as they say themselves. */
	presenceState(): Record<string, unknown[]> {
		return this.#presence?.state ?? {};
	}

	/** Broadcasts to the others; lost while the channel is not joined. */
	send(message: { type: 'broadcast'; event: string; payload: object }): void {
		if (this.#isJoined) this.#channel.push('broadcast', message);
	}

	/** Is present with this payload until the channel is left or lost. */
	track(payload: object): void {
		this.#channel.push('presence', { type: 'presence', event: 'track', payload });
	}

	untrack(): void {
		this.#channel.push('presence', { type: 'presence', event: 'untrack' });
	}

	/** Gives the server another token of the same user. */
	renew(token: string): void {
		if (this.#isJoined) this.#channel.push('access_token', { access_token: token });
	}

	get #isJoined(): boolean {
		return this.#socket.isConnected() && this.#channel.state === 'joined';
	}

	leave(): void {
		this.#channel.leave();
	}
}

/** What Realtime has answered, or why the connection was lost, in words. */
function toError(reason: unknown): Error {
	if (reason instanceof Error) return reason;
	// A `CloseEvent` has no properties of its own but one; an answer has its reasons.
	const reasons = Object.values(reason ?? {}).filter((value) => typeof value === 'string');
	return new Error(reasons.join(', ') || 'The channel was lost', { cause: reason });
}
