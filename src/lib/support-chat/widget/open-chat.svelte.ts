import { mount, unmount } from 'svelte';
import type { Message } from '../core/message.ts';
import { ChatLanguage, type ChatWords } from '../languages/chat-language.ts';
import type { LoadClient } from '../supabase/access-token.ts';
import { ChatSession } from './chat-session.svelte.ts';
import ChatPanel from './ChatPanel.svelte';
import { painted } from './next-task.ts';
import { expectPanelStyles } from './shadow.ts';

export interface OpenChatOptions {
	/** Where the panel is put, and before what in it. */
	root: ShadowRoot;
	before: Node;
	userId: string;
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
}

/** What the launcher loads when the chat is first needed: the panel and what runs behind it. */
export class OpenChat {
	/** Closed, it goes on in the background. */
	open = $state(false);
	readonly stop: () => void;

	constructor(options: OpenChatOptions) {
		expectPanelStyles();
		const session = new ChatSession(options);
		void session.start();
		const language = new ChatLanguage(options.words);
		// Slow to make, and each message has a time: in a task of its own.
		void painted().then(() => void language.timeFormat);
		const panel = mount(ChatPanel, {
			target: options.root,
			anchor: options.before,
			props: {
				session,
				isOpen: () => this.open,
				language,
				title: options.title,
				welcome: options.welcome,
				onclose: options.onclose
			}
		});
		const stopCounting = $effect.root(() => {
			$effect(() => {
				const store = session.chat?.store;
				if (store?.loaded) options.onUnread(store.unread);
			});
		});
		this.stop = () => {
			stopCounting();
			session.stop();
			void unmount(panel);
		};
	}
}
