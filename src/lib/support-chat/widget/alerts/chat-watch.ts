import { badgeText } from '../../core/alerts/badge-text.ts';
import { shareWhileVisible } from '../../core/alerts/visible-lock.ts';
import type { Message, Reply } from '../../core/message.ts';
import { browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { shareLock } from '../../conversation/browser/share-lock.ts';
import { addStyles } from '../../conversation/shadow.ts';
import { LauncherFeed } from '../../supabase/realtime/launcher-feed.ts';
import type { FoundChat, LauncherChat } from '../../supabase/realtime/read-chat.ts';
import { currentToken } from '../../supabase/session/current-token.ts';
import { endsSoon } from '../../supabase/session/token-times.ts';
import { userSession } from '../../supabase/session/user-session.ts';
import panelTokens from '../../panel-tokens.css?inline';
import styles from './badge.css?inline';
import { idle } from '../../conversation/browser/next-task.ts';
import type { ChatWatcher, LauncherParts } from './launcher-options.ts';
import type { ReplyAlerts } from './reply-alerts.ts';

/**
 * Watches over the chat of a user who has one, and shows how many replies are unread: on the button, in
 * the page's title, and to the app. Alerts to new ones. The launcher loads it when it has found the chat;
 * users without one cannot get a reply.
 */
export class ChatWatch implements ChatWatcher {
	readonly #launcher: LauncherParts;
	readonly #scope: string;
	readonly #badge = document.createElement('span');
	readonly #feed: LauncherFeed;
	readonly #stops: (() => void)[];
	#alerts: Promise<ReplyAlerts | undefined> | undefined;
	#stopped = false;
	#unread = 0;
	/** Unread replies as last read by the feed. */
	#counted: number | undefined;
	/** The last reply that was passed to the app. */
	#lastReply: Reply | undefined;

	/** @param found what the launcher has read of the chat; omitted when the open panel has found it */
	constructor(launcher: LauncherParts, found?: FoundChat) {
		this.#launcher = launcher;
		this.#scope = `widget:${launcher.options.userId}`;
		const { options, loadClient } = launcher;
		launcher.wear(panelTokens);
		addStyles(styles, 'badge');
		this.#badge.className = 'badge';
		this.#badge.ariaHidden = 'true';
		this.#badge.dataset.testid = 'unread-badge';
		this.#feed = new LauncherFeed({
			...options,
			token: (refused) => currentToken(options, loadClient, refused, endsSoon),
			onConnected: (connected) => options.listener?.onConnected(connected),
			onChat: (chat) => this.#onChat(chat)
		});
		this.#stops = [
			browserEnvironment.subscribe(() => this.#showTitle()),
			userSession(options).onEnd(() => this.#end()),
			shareWhileVisible(this.#scope, shareLock, browserEnvironment),
			() => this.#feed.stop()
		];
		if (found) this.#feed.start(found);
		void this.#prefetch();
	}

	takeCount(unread: number): void {
		this.#feed.stop();
		this.#setUnread(unread);
	}

	takeReply({ chatId, seq, content, readAt, senderName }: Message): void {
		// Read elsewhere before it reached this tab.
		if (readAt === null) {
			const from = senderName ?? this.#launcher.title();
			void this.#withAlerts((alerts) => alerts.raise({ chatId, seq, text: content, from }));
		}
		this.#tellApp({ chatId, seq, content, senderName });
	}

	update(): void {
		const { button, isOpen, words } = this.#launcher;
		const count = isOpen ? 0 : this.#unread;
		this.#badge.textContent = badgeText(count).replace(/\d/, (digit) => words.number(+digit));
		if (count > 0) {
			button.ariaLabel = words.texts.openWithUnread(count);
			button.append(this.#badge);
		} else this.#badge.remove();
		this.#showTitle();
		void this.#alerts?.then((alerts) => alerts?.want(this.#wantsTeaser));
	}

	stop(): void {
		this.#stopped = true;
		for (const stop of this.#stops) stop();
		void this.#alerts?.then((alerts) => alerts?.stop());
	}

	#onChat(chat: LauncherChat): void {
		const count = chat.unread_reply_count;
		this.#setUnread(count);
		// The first count includes earlier replies; when it rises, a reply has arrived.
		if (count > (this.#counted ?? count)) this.#announceLast(chat);
		this.#counted = count;
	}

	get #wantsTeaser(): boolean {
		return this.#unread > 0 && !this.#launcher.isOpen;
	}

	#announceLast(chat: LauncherChat): void {
		void this.#withAlerts((alerts) => this.#tellApp(alerts.announce(chat)));
	}

	/** While the chat is being opened, both the feed and the conversation report a reply. */
	#tellApp(reply: Reply): void {
		const last = this.#lastReply;
		if (last?.chatId === reply.chatId && reply.seq <= last.seq) return;
		this.#lastReply = reply;
		this.#launcher.options.listener?.onReply(reply);
	}

	#setUnread(unread: number): void {
		const changes = this.#unread !== unread;
		this.#unread = unread;
		this.#launcher.update();
		if (changes) this.#launcher.options.listener?.onUnread(unread);
	}

	/** Who has a chat opens it again sooner or later. */
	async #prefetch(): Promise<void> {
		// Not in Safari and Firefox, nor in TypeScript's library.
		const { connection } = navigator as { connection?: { saveData?: boolean } };
		if (connection?.saveData) return;
		await idle();
		// What fails is loaded again when it is needed.
		if (!this.#stopped) await this.#launcher.prefetch().catch(() => {});
	}

	#showTitle(): void {
		const count = browserEnvironment.visible ? 0 : this.#unread;
		if (count) void this.#withAlerts((alerts) => alerts.showTitle(count));
		else void this.#alerts?.then((alerts) => alerts?.showTitle(0));
	}

	/** The user's session has ended: show nothing more of their chat, and stop all alerts. */
	#end(): void {
		this.#setUnread(0);
		this.stop();
		this.#launcher.options.listener?.onConnected(false);
	}

	async #withAlerts(use: (alerts: ReplyAlerts) => void): Promise<void> {
		this.#alerts ??= import('./reply-alerts.ts').then(
			(module) => (this.#stopped ? undefined : new module.ReplyAlerts(this.#launcher, this.#scope)),
			// Not downloaded: the next reply tries again.
			() => (this.#alerts = undefined)
		);
		const alerts = await this.#alerts;
		if (!alerts || this.#stopped) return;
		alerts.want(this.#wantsTeaser);
		use(alerts);
	}
}
