import { mount, unmount } from 'svelte';
import type { Message } from '../../core/message.ts';
import { ChatLanguage, type ChatWords } from '../../languages/chat-language.ts';
import { concealOnLeave } from '../../conversation/browser/conceal-on-leave.ts';
import type { LoadClient } from '../../supabase/session/current-token.ts';
import {
	userSession,
	type UserSession,
	type UserSessionOptions
} from '../../supabase/session/user-session.ts';
import { ChatSession } from '../chat/chat-session.svelte.ts';
import ChatPanel from './ChatPanel.svelte';
import { showBrand } from './show-brand.ts';
import { idle } from '../next-task.ts';
import { expectPanelStyles } from '../../conversation/shadow.ts';

/**
 * What gets the focus on opening: the dialog itself after a touch, so that no on-screen keyboard opens;
 * nothing when the panel reopens by itself.
 */
export type PanelFocus = 'composer' | 'dialog' | 'none';

export interface PanelControllerOptions extends UserSessionOptions {
	/** The panel is inserted into `root` before `anchor`. */
	root: ShadowRoot;
	anchor: HTMLElement;
	/** Takes the focus back when the panel is closed. */
	takeFocus(): void;
	loadClient: LoadClient;
	words: ChatWords;
	/** The support team's name and the welcome, read each time they are shown. */
	title(): string;
	welcome(): string | undefined;
	onclose(): void;
	/** Called when a reply arrives. */
	onReply(message: Message): void;
	/** Called with the number of unread replies once the conversation is loaded, and on each change. */
	onUnread(count: number): void;
	/** Called when the conversation's live connection is established or lost. */
	onConnected(connected: boolean): void;
	/** Called when the browser's session is no longer the user's. */
	onEnd(): void;
}

/** Mounts the closed panel and holds its session. Loaded when the chat may soon be needed. */
export class PanelController {
	#open = $state(false);
	#focus = $state<PanelFocus>('composer');
	readonly #options: PanelControllerOptions;
	readonly #session: ChatSession;
	readonly #language: ChatLanguage;
	readonly stop: () => void;

	constructor(options: PanelControllerOptions) {
		expectPanelStyles();
		this.#options = options;
		const session = (this.#session = new ChatSession({ ...options, language: options.words.tag }));
		const language = (this.#language = new ChatLanguage(options.words));
		const panel = mount(ChatPanel, {
			target: options.root,
			anchor: options.anchor,
			props: {
				session,
				isOpen: () => this.#open,
				focus: () => this.#focus,
				language,
				title: options.title,
				welcome: options.welcome,
				onclose: options.onclose
			}
		});
		const stopWatching = this.#watchSession(userSession(options));
		const stopCounting = $effect.root(() => {
			const connected = $derived(session.chat?.conversation.current.connection === 'connected');
			$effect(() => {
				const conversation = session.chat?.conversation.current;
				if (conversation?.loaded) options.onUnread(conversation.unread);
			});
			$effect(() => {
				if (session.chat) options.onConnected(connected);
			});
			$effect(() => {
				const settings = session.chat?.agents.settings;
				if (settings) showBrand(options.root.host as HTMLElement, settings.color);
			});
		});
		this.stop = () => {
			stopWatching();
			stopCounting();
			session.stop();
			void unmount(panel);
		};
	}

	/** Loads the client in advance, unless the panel is open and loads it itself. */
	async preload(): Promise<void> {
		if (!this.#open) await this.#options.loadClient();
	}

	/** Finds or creates the chat and starts it; it keeps running while the panel is closed. Idempotent. */
	start(): void {
		if (!this.#session.start()) return;
		// Slow to create, and each message needs it: do it in a separate task.
		void idle().then(() => void this.#language.timeFormat);
	}

	#watchSession(userSession: UserSession): () => void {
		const { root, onEnd } = this.#options;
		const reveal = concealOnLeave(root.host as HTMLElement, userSession);
		const stop = userSession.onEnd((end) => {
			this.#session.end(end);
			onEnd();
		});
		return () => {
			reveal();
			stop();
		};
	}

	show(open: boolean, focus: PanelFocus = 'composer'): void {
		this.#focus = focus;
		this.#open = open;
		if (open) this.start();
		else this.#options.takeFocus();
	}

	/** Puts a text into the field, unless the user has written something. */
	suggestDraft(text: string): void {
		if (!this.#session.draft) this.#session.setDraft(text);
	}
}
