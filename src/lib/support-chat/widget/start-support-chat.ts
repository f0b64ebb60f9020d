import type { Reply } from '../core/message.ts';
import { clientSource } from '../supabase/connect-options.ts';
import { readSessionCookie } from '../supabase/session/session-cookie.ts';
import { tokenSource } from '../supabase/session/token-source.ts';
import { Launcher } from './launcher/launcher.ts';
import { optionsProblem, type SupportChatOptions } from './support-chat-options.ts';

export type { HostClient } from '../supabase/host-client.ts';
export type { SupportChatOptions } from './support-chat-options.ts';
export type { Reply };

/** The events of a chat, with what their listeners are called with. */
export interface SupportChatEvents {
	open: [];
	close: [];
	/** How many replies are unread. */
	unread: [count: number];
	/** A reply has arrived. Before the chat is first opened `content` may be only its beginning. */
	message: [reply: Reply];
	/** Whether the chat has a live connection. It has none before the user's first message. */
	connection: [connected: boolean];
}

/** A running chat. */
export interface SupportChat {
	/** How many replies are unread. */
	readonly unread: number;
	readonly isOpen: boolean;
	/** Whether the chat has a live connection. */
	readonly connected: boolean;
	/** Opens the panel. `draft` is put into the text field, unless the user has written something. */
	open(options?: { draft?: string }): void;
	close(): void;
	toggle(): void;
	/** Calls `listener` on each event; returns the unsubscribe function. */
	on<Name extends keyof SupportChatEvents>(
		name: Name,
		listener: (...details: SupportChatEvents[Name]) => void
	): () => void;
	/** Removes the chat from the page. Unsent messages stay stored for the user's next page. */
	destroy(): void;
}

type Listener = (...details: unknown[]) => void;

/** How often a page without a session is checked for one. */
const LOOK_MS = 1_000;

/** A page has one chat: starting another one ends it. */
let running: SupportChat | undefined;
const followers = new Set<(chat: SupportChat | undefined) => void>();
let warned = false;

/** The page's chat, if one is running. */
export const runningSupportChat = (): SupportChat | undefined => running;

/** Calls `listener` when another chat runs, or none any more; returns the unsubscribe function. */
export function onRunningChat(listener: (chat: SupportChat | undefined) => void): () => void {
	followers.add(listener);
	return () => void followers.delete(listener);
}

function setRunning(chat: SupportChat | undefined): void {
	running = chat;
	for (const follow of followers) follow(chat);
}

/**
 * Starts the support chat of a signed-in user on this page, and ends the one that was started before.
 * Only the launcher loads now; the rest loads when the chat is first opened.
 *
 * @throws TypeError when an option is missing or wrong
 */
export function startSupportChat(options: SupportChatOptions): SupportChat {
	const problem = optionsProblem(options);
	if (problem) throw new TypeError(`startSupportChat: ${problem}.`);
	running?.destroy();
	const chat = new RunningChat(options);
	setRunning(chat);
	return chat;
}

class RunningChat implements SupportChat {
	unread = 0;
	isOpen = false;
	connected = false;
	readonly #host = document.createElement('div');
	readonly #listeners = new Map<string, Set<Listener>>();
	#launcher: Launcher | undefined;
	#timer: ReturnType<typeof setTimeout> | undefined;

	constructor(options: SupportChatOptions) {
		this.#host.className = 'support-chat';
		this.#host.dataset.side = options.side ?? '';
		(options.target ?? document.body).append(this.#host);
		this.#start(options);
	}

	open(options?: { draft?: string }): void {
		this.#launcher?.open(options);
	}

	close(): void {
		this.#launcher?.close();
	}

	toggle(): void {
		if (this.isOpen) this.close();
		else this.open();
	}

	on<Name extends keyof SupportChatEvents>(
		name: Name,
		listener: (...details: SupportChatEvents[Name]) => void
	): () => void {
		const all = this.#listeners.get(name) ?? new Set();
		this.#listeners.set(name, all.add(listener as Listener));
		return () => void all.delete(listener as Listener);
	}

	destroy(): void {
		clearTimeout(this.#timer);
		this.#launcher?.stop();
		this.#launcher = undefined;
		this.#host.remove();
		this.#listeners.clear();
		if (running === this) setRunning(undefined);
	}

	#start(options: SupportChatOptions): void {
		const { project, user, client, accessToken, language, launcher } = options;
		if (!client && !accessToken && !readSessionCookie(document.cookie, project.url)) {
			return this.#waitForSession(options);
		}
		this.#launcher = new Launcher(this.#host, {
			project,
			userId: user.id,
			client: clientSource(options),
			accessToken: accessToken && tokenSource(accessToken),
			language,
			title: () => options.title,
			welcome: () => options.welcome,
			hasButton: launcher,
			listener: {
				onOpen: (open) => {
					this.isOpen = open;
					this.#emit(open ? 'open' : 'close');
				},
				onUnread: (count) => this.#emit('unread', (this.unread = count)),
				onReply: (reply) => this.#emit('message', reply),
				onConnected: (connected) => {
					if (connected === this.connected) return;
					this.connected = connected;
					this.#emit('connection', connected);
				}
			}
		});
	}

	/** Shows nothing until there is a session that the chat can read. */
	#waitForSession(options: SupportChatOptions): void {
		if (!warned) {
			console.warn(
				'The support chat finds no session of @supabase/ssr in the cookies of this page, and waits for one. If your app keeps its session elsewhere, pass `client` or `accessToken` to startSupportChat.'
			);
		}
		warned = true;
		this.#timer = setTimeout(() => this.#start(options), LOOK_MS);
	}

	#emit<Name extends keyof SupportChatEvents>(
		name: Name,
		...details: SupportChatEvents[Name]
	): void {
		for (const listener of this.#listeners.get(name) ?? []) {
			// A listener that fails is the app's error, and must not stop the chat.
			queueMicrotask(() => listener(...details));
		}
	}
}
