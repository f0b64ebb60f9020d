import { noteTimeOf } from '../../core/server-clock.ts';
import { Backoff } from './backoff.ts';
import { PhoenixChannel } from './phoenix-channel.ts';
import {
	onReasonToLook,
	requestChat,
	type FoundChat,
	type LauncherChat,
	type ReadChatOptions
} from './read-chat.ts';

export interface LauncherFeedOptions extends ReadChatOptions {
	/** The user's token, renewed when needed, or when it is the `refused` one; null while nobody is signed in. */
	token(refused?: string): Promise<string | null>;
	/** The user's chat, each time it was read. */
	onChat(chat: LauncherChat): void;
	/** Called when the socket has joined the chat's channel, or has left it. */
	onConnected?(connected: boolean): void;
}

/**
 * Keeps the launcher's badge right before the chat itself is loaded, by one socket and small requests.
 *
 * It trusts no event: each is but a reason to read the count again.
 */
export class LauncherFeed {
	readonly #options: LauncherFeedOptions;
	#channel: PhoenixChannel | null = null;
	#stop: AbortController | null = null;
	#timer: ReturnType<typeof setTimeout> | undefined;
	/** The timer runs: no new socket before it ends, or a server that hangs up is asked non-stop. */
	#waiting = false;
	/** The token that the server has refused last. */
	#refused: string | undefined;
	readonly #backoff = new Backoff();
	#reading = false;
	#again = false;
	#secondLook: ReturnType<typeof setTimeout> | undefined;

	constructor(options: LauncherFeedOptions) {
		this.#options = options;
	}

	/** @param found the chat as just read by the launcher */
	start({ chat, response, accessToken }: FoundChat): void {
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		onReasonToLook(() => void this.#read(), signal);
		// A page with an open socket may not enter the back/forward cache.
		window.addEventListener('pagehide', () => this.#close(), { signal });
		noteTimeOf(response);
		this.#use(chat, accessToken);
	}

	stop(): void {
		this.#stop?.abort();
		this.#stop = null;
		this.#close();
	}

	/** Reads the count, and opens the socket if there is a chat and none is open. */
	async #read(): Promise<void> {
		this.#again = this.#reading;
		if (this.#reading || !this.#stop) return;
		this.#reading = true;
		this.#stopWaiting();
		const { signal } = this.#stop;
		try {
			const accessToken = await this.#options.token(this.#refused);
			const chat = accessToken && (await this.#fetchChat(accessToken));
			if (chat && !signal.aborted) this.#use(chat, accessToken);
		} catch {
			this.#readLater();
		}
		this.#reading = false;
		if (this.#again) void this.#read();
	}

	#use(chat: LauncherChat, accessToken: string): void {
		this.#options.onChat(chat);
		// The listener may have stopped it.
		if (this.#stop && !this.#waiting) this.#channel ??= this.#open(chat.id, accessToken);
	}

	async #fetchChat(accessToken: string): Promise<LauncherChat | undefined> {
		const response = await requestChat(this.#options, accessToken);
		noteTimeOf(response);
		if (response.status === 401) this.#refused = accessToken;
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		const [chat] = await response.json();
		return chat;
	}

	#open(chatId: string, accessToken: string): PhoenixChannel {
		const { project } = this.#options;
		return new PhoenixChannel({
			...project,
			topic: `support_chat:${chatId}`,
			accessToken,
			onJoined: () => {
				this.#backoff.connected();
				this.#options.onConnected?.(true);
				// Events between the first read and the join were missed.
				void this.#read();
			},
			onBroadcast: () => this.#lookTwice(),
			onEnd: () => {
				this.#channel = null;
				this.#options.onConnected?.(false);
				// Also when it was refused: the server says so for errors of its own too.
				this.#readLater();
			}
		});
	}

	/** Postgres streams a commit a moment before it shows it to others: the first look may miss it. */
	#lookTwice(): void {
		void this.#read();
		clearTimeout(this.#secondLook);
		this.#secondLook = setTimeout(() => void this.#read(), 1000);
	}

	#readLater(): void {
		if (!this.#stop) return;
		this.#stopWaiting();
		this.#waiting = true;
		this.#timer = setTimeout(() => void this.#read(), this.#backoff.next());
	}

	#stopWaiting(): void {
		clearTimeout(this.#timer);
		this.#waiting = false;
	}

	#close(): void {
		clearTimeout(this.#secondLook);
		this.#stopWaiting();
		this.#channel?.close();
		this.#channel = null;
	}
}
