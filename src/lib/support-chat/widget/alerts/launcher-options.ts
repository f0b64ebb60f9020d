import type { Message, Reply } from '../../core/message.ts';
import type { LauncherLanguage } from '../../languages/widget-catalogue.ts';
import type { LoadClient } from '../../supabase/session/client-loader.ts';
import type { UserSessionOptions } from '../../supabase/session/user-session.ts';

export interface LauncherOptions extends UserSessionOptions {
	/** The app's choice, if any. */
	language: string | undefined;
	/** The app's own texts, read each time they are shown. */
	title(): string | undefined;
	welcome(): string | undefined;
	/** False for an app that opens the chat with a button of its own. */
	hasButton?: boolean | undefined;
	/** What the app wants to follow. */
	listener?: LauncherListener;
}

export interface LauncherListener {
	onOpen(open: boolean): void;
	/** Called with the number of unread replies. */
	onUnread(count: number): void;
	/** Called once for each reply that arrives. */
	onReply(reply: Reply): void;
	/** Called when the live connection is established or lost. */
	onConnected(connected: boolean): void;
}

/** What the parts that are loaded on demand use of the launcher. */
export interface LauncherParts {
	readonly options: LauncherOptions;
	readonly root: ShadowRoot;
	/** The panel, and what is shown beside the button, is inserted before it. */
	readonly button: HTMLElement;
	readonly loadClient: LoadClient;
	/** The words in use; English until others are loaded. */
	readonly words: LauncherLanguage;
	/** The panel is open. */
	readonly isOpen: boolean;
	/** The name of the support team. */
	title(): string;
	/** Shows the button's state anew. */
	update(): void;
	/** Applies design tokens to the chat's element, once, until the launcher is stopped. */
	wear(tokens: string): void;
	/** Shows whether the panel is open; `busy` while its code loads. */
	setOpen(open: boolean, busy?: boolean): void;
	open(): void;
	close(): void;
	/** Mounts the closed panel, and downloads in advance what it needs when it is open. */
	prefetch(): Promise<void>;
	/** Gives the focus back to the button, or to what had it before the chat was opened. */
	takeFocus(): void;
	/** Loads what watches over the user's chat, once; for when that is known to exist. */
	watch(): Promise<ChatWatcher>;
}

/** What watches over a user's chat. */
export interface ChatWatcher {
	/** The open conversation reports from now on how many replies are unread. */
	takeCount(unread: number): void;
	/** A reply has arrived in the conversation. */
	takeReply(message: Message): void;
	/** The panel was opened or closed, or the words have changed. */
	update(): void;
	stop(): void;
}
