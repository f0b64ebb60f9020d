import type { Arrival } from '../../core/alerts/alerts.ts';
import { TitleBadge } from '../../core/alerts/title-badge.ts';
import { showablePreview } from '../../core/chat-summary.ts';
import type { Reply } from '../../core/message.ts';
import type { BrowserAlerts } from '../../conversation/browser/browser-alerts.ts';
import { startAlerts } from '../../conversation/browser/browser-alerts.ts';
import { browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { browserTabLeader } from '../../conversation/browser/browser-tab-leader.ts';
import { browserTitle } from '../../conversation/browser/browser-title.ts';
import { isMuted } from '../../conversation/browser/mute.ts';
import type { LauncherChat } from '../../supabase/realtime/read-chat.ts';
import type { LauncherParts } from './launcher-options.ts';
import { Teaser } from './teaser.ts';

/**
 * Alerts the user to replies while the panel is closed or they look elsewhere: sound, notification, and a
 * teaser at the launcher. Loaded when a reply is unread or arrives.
 */
export class ReplyAlerts {
	readonly #launcher: LauncherParts;
	readonly #alerts: BrowserAlerts;
	readonly #teaser: Teaser;
	readonly #title = new TitleBadge(browserTitle);

	/** @param scope the tabs among which one alerts; see `TabLeader` */
	constructor(launcher: LauncherParts, scope: string) {
		this.#launcher = launcher;
		const { userId } = launcher.options;
		const onopen = () => launcher.open();
		this.#alerts = startAlerts({ scope, onopen });
		this.#teaser = new Teaser({
			...{ onopen, isMuted, environment: browserEnvironment },
			anchor: launcher.button,
			takeFocus: () => launcher.takeFocus(),
			tabLeader: browserTabLeader(`teaser:${userId}`),
			dismiss: () => launcher.words.texts.dismiss
		});
	}

	/** Alerts the user to a reply that has arrived. */
	raise(arrival: Arrival): void {
		this.#alerts.raise(arrival);
		this.#teaser.offer(arrival);
	}

	/** Alerts the user to the chat's last message, and returns what is known of it. */
	announce(chat: LauncherChat): Reply {
		const { words } = this.#launcher;
		const isReply = chat.last_message_sender === 'admin';
		const preview = isReply && chat.last_message_preview;
		const content = preview ? showablePreview(preview) : words.texts.newReply;
		const senderName = (isReply && chat.last_message_sender_name) || null;
		const reply = { chatId: chat.id, seq: chat.message_count, content, senderName };
		this.raise({ ...reply, text: content, from: senderName ?? this.#launcher.title() });
		return reply;
	}

	/** Whether a teaser is wanted: the panel is closed, and replies are unread. */
	want(wanted: boolean): void {
		this.#teaser.want(wanted);
	}

	/** Shows a count of unread replies in the page's title; 0 restores it. */
	showTitle(count: number): void {
		this.#title.show(count);
	}

	stop(): void {
		this.#title.show(0);
		this.#alerts.stop();
		this.#teaser.stop();
	}
}
