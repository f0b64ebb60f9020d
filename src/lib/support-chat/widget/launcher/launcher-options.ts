import type { Reply } from '../../core/message.ts';
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
