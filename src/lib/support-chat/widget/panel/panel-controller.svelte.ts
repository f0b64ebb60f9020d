import { mount, unmount } from 'svelte';
import type { Message } from '../../core/message.ts';
import { ChatLanguage, type ChatWords } from '../../languages/chat-language.ts';
import { concealOnLeave } from '../../conversation/browser/conceal-on-leave.ts';
import type { LoadClient } from '../../supabase/session/access-token.ts';
import {
	userSession,
	type UserSession,
	type UserSessionOptions
} from '../../supabase/session/user-session.ts';
import { ChatSession } from '../chat/chat-session.svelte.ts';
import ChatPanel from './ChatPanel.svelte';
import { idle } from '../next-task.ts';
import { expectPanelStyles } from '../shadow.ts';

/**
 * What gets the focus with the opening: the dialog itself where a finger has opened it and may need no
 * keyboard on the screen; nothing where nobody has asked for it now.
 */
export type PanelFocus = 'composer' | 'dialog' | 'none';

export interface PanelControllerOptions extends UserSessionOptions {
	/** Where the panel is put, and before what in it; that gets the focus back. */
	root: ShadowRoot;
	button: HTMLElement;
	loadClient: LoadClient;
	words: ChatWords;
	/** What the support is called, and how it welcomes: read each time they are shown. */
	title(): string;
	welcome(): string | undefined;
	onclose(): void;
	/** A reply has arrived. */
	onReply(message: Message): void;
	/** The conversation has been read, and so many replies in it are unread. */
	onUnread(count: number): void;
	/** The browser's session is no longer the user's. */
	onEnd(): void;
}

/**
 * What the launcher loads when the chat may soon be needed: the panel, closed, and what will run behind it.
 */
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
			anchor: options.button,
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
			$effect(() => {
				const conversation = session.chat?.conversation.current;
				if (conversation?.loaded) options.onUnread(conversation.unread);
			});
		});
		this.stop = () => {
			stopWatching();
			stopCounting();
			session.stop();
			void unmount(panel);
		};
	}

	/** Loads what the chat will need; the panel that was clicked for goes first, and loads it itself. */
	async preload(): Promise<void> {
		if (!this.#open) await this.#options.loadClient();
	}

	/** Finds or makes the chat and lets it run; once is enough. Closed, it goes on in the background. */
	start(): void {
		if (!this.#session.start()) return;
		// Slow to make, and each message has a time: in a task of its own.
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
		else this.#options.button.focus();
	}
}
