import type { RealtimeChannel } from '@supabase/supabase-js';
import { ChatError, toChatError } from '../core/chat-error.ts';
import { retryDelay } from '../core/retry-delay.ts';
import type { ChannelStatus } from '../core/ports.ts';
import type {
	LiveChannelHandle,
	LiveChannelOptions,
	SystemMessage
} from './live-channel-options.ts';
import { onSignIn, refuseRealtimeToken, renewRealtimeToken } from './realtime-token.ts';

/** A join that held this long was a good one: the next trouble is a first one. */
const STABLE_MS = 30_000;
/** realtime-js gives a join this long. */
const JOIN_TIMEOUT_MS = 10_000;
/**
 * So many refusals in a row are believed. Realtime answers "Unauthorized" also when the database fails
 * while it asks the policies.
 */
const BELIEVED_REFUSALS = 4;
/**
 * Asked whether it streams, Realtime says so or closes the channel after a minute. A server that has done
 * neither by then does not know the question.
 */
const STREAM_ANSWER_MS = 65_000;
/** How often a join that was refused is tried again: rights change, and so may a refusal be wrong. */
const REFUSED_RETRY_MS = 60_000;

/**
 * Joins a private channel and keeps it joined.
 *
 * supabase-js reconnects the socket and rejoins by itself. Three things it does not do are done
 * here: join only with the user's own token (the first join would go out with whatever is cached);
 * build the channel anew when the server closed it or called the token expired; and ask less often
 * when the server refuses, which supabase-js would repeat every ten seconds.
 */
export function openLiveChannel(options: LiveChannelOptions): LiveChannelHandle {
	return new LiveChannel(options);
}

class LiveChannel implements LiveChannelHandle {
	readonly #options: LiveChannelOptions;
	#channel: RealtimeChannel | null = null;
	#status: ChannelStatus = 'joining';
	/** Raised at each build: answers meant for an earlier one are not listened to. */
	#build = 0;
	#builtAt = 0;
	#failures = 0;
	/** Joins that were refused since the last one that was not. */
	#refusals = 0;
	#joinedAt = Infinity;
	/** The server has let the channel join, whether it streams or not. */
	#subscribed = false;
	#tracked: object | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#stopAuthListener: () => void;

	constructor(options: LiveChannelOptions) {
		this.#options = options;
		this.#stopAuthListener = onSignIn(options.client, () => {
			if (this.#status === 'refused') void this.#rebuild();
		});
		void this.#rebuild();
	}

	wake(): void {
		const isJoining =
			this.#status === 'joining' && performance.now() - this.#builtAt < JOIN_TIMEOUT_MS;
		if (this.#subscribed) renewRealtimeToken(this.#options.client).catch(() => {});
		else if (!isJoining) void this.#rebuild();
	}

	close(): void {
		this.#stopAuthListener();
		this.#drop();
	}

	send(event: string, payload: object): void {
		// Not joined, supabase-js would make a request of it.
		if (this.#status !== 'joined') return;
		void this.#channel?.send({ type: 'broadcast', event, payload });
	}

	track(payload: object | null): void {
		if (!payload && !this.#tracked) return;
		this.#tracked = payload;
		if (this.#status !== 'joined') return;
		void (payload ? this.#channel?.track({ ...payload }) : this.#channel?.untrack());
	}

	#drop(): void {
		this.#build++;
		this.#subscribed = false;
		clearTimeout(this.#timer);
		const channel = this.#channel;
		this.#channel = null;
		if (channel) void this.#options.client.removeChannel(channel);
	}

	async #rebuild(): Promise<void> {
		this.#drop();
		const build = this.#build;
		this.#builtAt = performance.now();
		// Whoever is refused sees no new attempt each minute, but its success.
		if (this.#refusals < BELIEVED_REFUSALS) this.#report('joining');
		try {
			await renewRealtimeToken(this.#options.client);
		} catch (error) {
			if (build === this.#build) this.#fail(toChatError(error));
			return;
		}
		if (build === this.#build) this.#join(build);
	}

	#join(build: number): void {
		const { client, topic, events, presence, fromDatabase } = this.#options;
		const config = {
			private: true,
			...(presence && { presence: { key: presence.key ?? '' } }),
			...(fromDatabase && { broadcast: { replication_ready: true } })
		};
		const channel = client.channel(topic, { config });
		for (const [event, handle] of Object.entries(events)) {
			channel.on('broadcast', { event }, ({ payload }) => {
				if (build !== this.#build) return;
				if (fromDatabase && this.#status !== 'joined') this.#onStream();
				handle(payload as never);
			});
		}
		if (presence) {
			channel.on('presence', { event: 'sync' }, () => {
				if (build === this.#build) presence.onPresent(channel.presenceState());
			});
		}
		if (fromDatabase) {
			channel.on('system', {}, ({ extension, status }: SystemMessage) => {
				if (build !== this.#build) return;
				if (extension === 'system' && status === 'ok') this.#onStream();
			});
		}
		this.#channel = channel;
		channel.subscribe((status, error) => {
			if (build !== this.#build) return;
			if (status === 'SUBSCRIBED') {
				this.#onSubscribed();
				if (this.#tracked) void channel.track({ ...this.#tracked });
			} else if (status === 'CLOSED') {
				this.#fail(new ChatError('The server closed the channel', { code: 'closed' }));
			} else {
				this.#failedJoin(error);
			}
		});
	}

	#onSubscribed(): void {
		this.#joinedAt = performance.now();
		this.#refusals = 0;
		this.#subscribed = true;
		if (!this.#options.fromDatabase) return this.#report('joined');
		this.#timer = setTimeout(() => this.#onStream(), STREAM_ANSWER_MS);
	}

	/** What the database sends from now on arrives. */
	#onStream(): void {
		if (!this.#subscribed) return;
		clearTimeout(this.#timer);
		this.#report('joined');
	}

	#failedJoin(error: Error | undefined): void {
		this.#subscribed = false;
		clearTimeout(this.#timer);
		const reason = error?.message ?? 'The channel did not answer';
		if (reason.startsWith('Unauthorized')) {
			this.#fail(new ChatError(reason, { code: 'unauthorized', status: 403, cause: error }));
		} else if (/jwt|token/i.test(reason)) {
			refuseRealtimeToken(this.#options.client).catch(() => {});
			this.#fail(new ChatError(reason, { code: 'token', status: 401, cause: error }));
		} else {
			// supabase-js tries again by itself, from the same channel.
			this.#report('lost', new ChatError(reason, { code: 'network', cause: error }));
		}
	}

	#fail(error: ChatError): void {
		this.#drop();
		if (error.code === 'unauthorized') this.#refusals++;
		// Nobody is signed in: no server has to be believed for that.
		else if (error.kind === 'refused') this.#refusals = BELIEVED_REFUSALS;
		const isRefused = error.kind === 'refused' && this.#refusals >= BELIEVED_REFUSALS;
		this.#report(isRefused ? 'refused' : 'lost', error);
		if (performance.now() - this.#joinedAt > STABLE_MS) this.#failures = 0;
		this.#joinedAt = Infinity;
		const delay = isRefused ? REFUSED_RETRY_MS : retryDelay(this.#failures++);
		this.#timer = setTimeout(() => void this.#rebuild(), delay);
	}

	#report(status: ChannelStatus, error?: ChatError): void {
		this.#status = status;
		this.#options.onStatus(status, error);
	}
}
