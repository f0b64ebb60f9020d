import { unformatted } from '../../core/text/formatted.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import { readFlag, writeFlag } from './stored-flag.ts';

const KEY = 'support-chat:notices';

/** What the browser says to notifications, and 'unsupported' when it has none for pages. */
export type NoticePermission = NotificationPermission | 'unsupported';

export interface Notice {
	title: string;
	text: string;
	/** A later notice with the same tag replaces this one. */
	tag: string;
	/** The reader wants to see more; the window has the focus already. */
	onclick(): void;
}

/** Whether pages may show notifications here; asks nobody. */
export function noticePermission(): NoticePermission {
	// Android has the class, and throws when one is made: there only service workers may notify.
	if (!('Notification' in window) || /android/i.test(navigator.userAgent)) return 'unsupported';
	return Notification.permission;
}

/** Notices were asked for in this browser, and it allows them. */
export function noticesAreOn(): boolean {
	return noticePermission() === 'granted' && readFlag(KEY);
}

/** Asks the browser if need be; to be called on a click. Resolves to its answer. */
export async function turnNoticesOn(): Promise<NoticePermission> {
	const before = noticePermission();
	const permission = before === 'default' ? await Notification.requestPermission() : before;
	if (permission === 'granted') writeFlag(KEY, true);
	return permission;
}

/** In this browser only. What the browser allows stays as it is, since a page cannot take it back. */
export function turnNoticesOff(): void {
	writeFlag(KEY, false);
}

/** Shows a notice of the system, if they are on, until it is clicked or the page looked at. */
export function showNotice({ title, text, tag, onclick }: Notice): void {
	if (!noticesAreOn()) return;
	try {
		const shown = new Notification(sanitizeDisplayText(title), { body: unformatted(text), tag });
		const close = () => {
			document.removeEventListener('visibilitychange', close);
			shown.close();
		};
		shown.onclick = () => {
			window.focus();
			close();
			onclick();
		};
		document.addEventListener('visibilitychange', close);
	} catch {
		// This browser allows none from a page after all; the badge and the sound remain.
	}
}
