import { noteTimeOf } from '../../core/server-clock.ts';
import type { Project } from '../project.ts';
import type { Tables } from '../database.types.ts';
import { Backoff } from './backoff.ts';
import type { PhoenixChannel } from './phoenix-channel.ts';

export interface LauncherFeedOptions {
	project: Project;
	userId: string;
	/** The user's token, renewed when needed, or when it is the `refused` one; null while nobody is signed in. */
	token(refused?: string): Promise<string | null>;
	/** The user's chat, each time it was read. */
	onChat(chat: LauncherChat): void;
	/** Called when the socket has joined the chat's channel, or has left it. */
	onConnected?(connected: boolean): void;
}

const REQUEST_TIMEOUT_MS = 15_000;

/** The row of the user's chat, as far as the launcher has a use for it. */
export type LauncherChat = Pick<
	Tables<'support_chats'>,
	| 'id'
	| 'unread_reply_count'
	| 'message_count'
	| 'last_message_sender'
	| 'last_message_sender_name'
	| 'last_message_preview'
>;

/**
 * Keeps the launcher's badge right before the chat itself is loaded: one small request, and one
 * socket if the user has a chat. Without a chat it looks again when the page is shown.
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

	start(): void {
		this.#stop = new AbortController();
		const { signal } = this.#stop;
		const look = () => void this.#read();
		window.addEventListener('online', look, { signal });
		// A page with an open socket may not enter the back/forward cache.
		window.addEventListener('pagehide', () => this.#close(), { signal });
		window.addEventListener('pageshow', ({ persisted }) => persisted && look(), { signal });
		// Another tab made the chat.
		const isChat = ({ key }: StorageEvent) => key?.startsWith('support-chat:chat:');
		window.addEventListener('storage', (event) => isChat(event) && look(), { signal });
		document.addEventListener('visibilitychange', () => document.hidden || look(), { signal });
		look();
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
			const chat = accessToken && (await this.#fetchChat(accessToken, signal));
			if (chat && !signal.aborted) {
				this.#options.onChat(chat);
				// Most users have never chatted: their pages do without the socket's code too.
				const module = await import('./phoenix-channel.ts');
				const may = !signal.aborted && !this.#waiting;
				if (may) this.#channel ??= this.#open(module.PhoenixChannel, chat.id, accessToken);
			}
		} catch {
			this.#readLater();
		}
		this.#reading = false;
		if (this.#again) void this.#read();
	}

	async #fetchChat(accessToken: string, signal: AbortSignal): Promise<LauncherChat | undefined> {
		const { project, userId } = this.#options;
		const columns =
			'id,unread_reply_count,message_count,last_message_sender,last_message_sender_name,last_message_preview';
		const query = `select=${columns}&user_id=eq.${userId}`;
		const response = await fetch(`${project.url}/rest/v1/support_chats?${query}`, {
			headers: { apikey: project.publishableKey, authorization: `Bearer ${accessToken}` },
			signal: within(REQUEST_TIMEOUT_MS, signal)
		});
		noteTimeOf(response);
		if (response.status === 401) this.#refused = accessToken;
		if (!response.ok) throw new Error(`HTTP ${response.status}`);
		const [chat] = await response.json();
		return chat;
	}

	#open(Channel: typeof PhoenixChannel, chatId: string, accessToken: string): PhoenixChannel {
		const { project } = this.#options;
		return new Channel({
			...project,
			topic: `support_chat:${chatId}`,
			accessToken,
			onJoined: () => {
				this.#backoff.connected();
				this.#options.onConnected?.(true);
				// What came between the first read and the join was not told.
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

/** `AbortSignal.any` of the signal and a timeout, which Safari has since 17.4 only. */
function within(milliseconds: number, signal: AbortSignal): AbortSignal {
	const controller = new AbortController();
	const abort = () => controller.abort();
	signal.addEventListener('abort', abort);
	setTimeout(abort, milliseconds);
	if (signal.aborted) abort();
	return controller.signal;
}
