import type { RealtimeChannel } from '@supabase/supabase-js';
import { ChatError, toChatError } from '../../core/chat-error.ts';
import type { ChannelStatus } from '../../core/ports.ts';
import { Backoff } from './backoff.ts';
import { joinChannel } from './channel-join.ts';
import type { LiveChannelHandle, LiveChannelOptions } from './live-channel-options.ts';
import { onSignIn, refuseRealtimeToken, renewRealtimeToken } from '../session/realtime-token.ts';

/** realtime-js gives a join this long. */
const JOIN_TIMEOUT_MS = 10_000;
/**
 * So many refusals in a row are final. Realtime answers "Unauthorized" also when the database fails
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
	/** Ends the events of the channel, or of the next one that is being built. */
	#build = new AbortController();
	#builtAt = 0;
	readonly #backoff = new Backoff();
	/** Joins that were refused since the last one that was not. */
	#refusals = 0;
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
		this.#build.abort();
		this.#subscribed = false;
		clearTimeout(this.#timer);
		const channel = this.#channel;
		this.#channel = null;
		if (channel) void this.#options.client.removeChannel(channel);
	}

	async #rebuild(): Promise<void> {
		this.#drop();
		const { signal } = (this.#build = new AbortController());
		this.#builtAt = performance.now();
		// Whoever is refused sees no new attempt each minute, but its success.
		if (this.#refusals < BELIEVED_REFUSALS) this.#report('joining');
		try {
			await renewRealtimeToken(this.#options.client);
		} catch (error) {
			if (!signal.aborted) this.#fail(toChatError(error));
			return;
		}
		if (!signal.aborted) this.#join(signal);
	}

	#join(signal: AbortSignal): void {
		this.#channel = joinChannel(this.#options, {
			signal,
			onSubscribed: () => this.#onSubscribed(),
			onStream: () => this.#onStream(),
			onDatabaseEvent: () => {
				if (this.#status !== 'joined') this.#onStream();
			},
			onClosed: () =>
				this.#fail(new ChatError('The server closed the channel', { code: 'closed' })),
			onFailed: (error) => this.#onFailed(error)
		});
	}

	#onSubscribed(): void {
		this.#backoff.connected();
		this.#refusals = 0;
		this.#subscribed = true;
		if (!this.#options.fromDatabase) this.#report('joined');
		else this.#timer = setTimeout(() => this.#onStream(), STREAM_ANSWER_MS);
		if (this.#tracked) void this.#channel?.track({ ...this.#tracked });
	}

	/** What the database sends from now on arrives. */
	#onStream(): void {
		if (!this.#subscribed) return;
		clearTimeout(this.#timer);
		this.#report('joined');
	}

	#onFailed(error: ChatError): void {
		this.#subscribed = false;
		clearTimeout(this.#timer);
		// supabase-js tries again by itself, from the same channel.
		if (error.code === 'network') return this.#report('lost', error);
		if (error.code === 'token') refuseRealtimeToken(this.#options.client).catch(() => {});
		this.#fail(error);
	}

	#fail(error: ChatError): void {
		this.#drop();
		if (error.code === 'unauthorized') this.#refusals++;
		// Nobody is signed in: known here, without an answer of the server.
		else if (error.kind === 'refused') this.#refusals = BELIEVED_REFUSALS;
		const isRefused = error.kind === 'refused' && this.#refusals >= BELIEVED_REFUSALS;
		this.#report(isRefused ? 'refused' : 'lost', error);
		const delay = this.#backoff.next();
		this.#timer = setTimeout(() => void this.#rebuild(), isRefused ? REFUSED_RETRY_MS : delay);
	}

	#report(status: ChannelStatus, error?: ChatError): void {
		this.#status = status;
		this.#options.onStatus(status, error);
	}
}
