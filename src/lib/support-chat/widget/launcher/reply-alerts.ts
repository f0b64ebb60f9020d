import type { Message, Reply } from '../../core/message.ts';
import { showablePreview } from '../../core/chat-summary.ts';
import type { Arrival } from '../../core/alerts/alerts.ts';
import { TitleBadge } from '../../core/alerts/title-badge.ts';
import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserTabLeader, startAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { browserTitle } from '../../conversation/browser/browser-title.ts';
import { isMuted } from '../../conversation/browser/mute.ts';
import type { LauncherChat } from '../../supabase/realtime/launcher-feed.ts';
import { userSession, type UserSessionOptions } from '../../supabase/session/user-session.ts';
import { Teaser } from './teaser.ts';

export interface ReplyAlertsOptions extends UserSessionOptions {
	/** The support team's name, the text for a reply of unknown content, and the teaser's dismiss label. */
	words(): { support: string; newReply: string; dismiss: string };
	/** The teaser is inserted before it. */
	anchor: HTMLElement;
	/** Takes the focus back from the teaser when it is dismissed. */
	takeFocus(): void;
	/** Called to open the chat. */
	onopen(): void;
	/** Called with a reply that has arrived while the panel was never opened. */
	onReply(reply: Reply): void;
	/** Called when the browser's session is no longer the user's. */
	onEnd(): void;
}

/**
 * Alerts the user to replies while the panel is closed or they look elsewhere: sound, notification, a
 * teaser at the launcher, and a count in the page's title.
 * Loaded for users who have a chat; the others cannot get a reply.
 */
export class ReplyAlerts {
	readonly #alerts: BrowserAlerts;
	readonly #teaser: Teaser;
	readonly #words: ReplyAlertsOptions['words'];
	readonly #onReply: ReplyAlertsOptions['onReply'];
	readonly #badge = new TitleBadge(browserTitle);
	readonly #stopWatching: () => void;
	readonly #stopSession: () => void;
	#stopped = false;
	#unread = 0;
	/** Unread replies as last read by the launcher's feed. */
	#counted: number | undefined;

	constructor(options: ReplyAlertsOptions) {
		const { userId, words, anchor, takeFocus, onopen, onReply, onEnd } = options;
		this.#words = words;
		this.#onReply = onReply;
		this.#alerts = startAlerts({ scope: `widget:${userId}`, onopen });
		this.#teaser = new Teaser({
			...{ anchor, takeFocus, onopen, isMuted, environment: browserEnvironment },
			tabLeader: browserTabLeader(`teaser:${userId}`),
			dismiss: () => words().dismiss
		});
		this.#stopWatching = browserEnvironment.subscribe(() => this.#showCount());
		this.#stopSession = userSession(options).onEnd(onEnd);
	}

	/** Alerts the user to a reply that has arrived in the conversation. */
	tell({ chatId, seq, content, readAt, senderName }: Message): void {
		// Read elsewhere before it reached this tab.
		if (readAt !== null) return;
		const from = senderName ?? this.#words().support;
		this.#raise({ chatId, seq, text: content, from });
	}

	/**
	 * Shows the number of unread replies. `chat` is the row that the launcher's feed has last read, if
	 * any: when its count has risen, the user is alerted.
	 */
	update(unread: number, open: boolean, chat: LauncherChat | undefined): void {
		if (this.#stopped) return;
		this.#unread = unread;
		this.#showCount();
		this.#teaser.want(unread > 0 && !open);
		if (!chat) return;
		const count = chat.unread_reply_count;
		// The first count includes earlier replies; when it rises, a reply has arrived.
		if (count > (this.#counted ?? count)) this.#announceLast(chat);
		this.#counted = count;
	}

	stop(): void {
		this.#stopped = true;
		this.#stopWatching();
		this.#stopSession();
		this.#alerts.stop();
		this.#teaser.stop();
		this.#badge.show(0);
	}

	#announceLast(chat: LauncherChat): void {
		const isReply = chat.last_message_sender === 'admin';
		const { support, newReply } = this.#words();
		const preview = isReply && chat.last_message_preview;
		const text = preview ? showablePreview(preview) : newReply;
		const senderName = (isReply && chat.last_message_sender_name) || null;
		const seq = chat.message_count;
		this.#raise({ chatId: chat.id, seq, text, from: senderName ?? support });
		this.#onReply({ chatId: chat.id, seq, content: text, senderName });
	}

	#raise(arrival: Arrival): void {
		this.#alerts.raise(arrival);
		this.#teaser.offer(arrival);
	}

	#showCount(): void {
		this.#badge.show(browserEnvironment.visible ? 0 : this.#unread);
	}
}
