import type { Arrival } from '../../core/alerts/alerts.ts';
import { Alerts } from '../../core/alerts/alerts.ts';
import { Leadership } from '../../core/alerts/tab-leader.ts';
import { browserLocks } from './browser-locks.ts';
import { browserClock, browserStore, browserSurroundings } from './browser-ports.ts';
import { canChime, playChime } from './chime.ts';
import { showNotice } from './notices.ts';

export interface BrowserAlertsOptions {
	/** Only one tab of this scope makes itself heard. */
	scope: string;
	/** A notice was clicked. */
	onopen(arrival: Arrival): void;
}

/** Sound and notices of this tab; tell them to stop when the page is left. */
export interface BrowserAlerts {
	raise(arrival: Arrival): void;
	stop(): void;
}

/** Starts to take part in telling of arrivals, as one of the browser's tabs. */
export function startAlerts({ scope, onopen }: BrowserAlertsOptions): BrowserAlerts {
	const leadership = browserLeadership(scope);
	const alerts = new Alerts({
		leadership,
		surroundings: browserSurroundings,
		clock: browserClock,
		canSound: canChime,
		sound: playChime,
		notify: (arrival) =>
			showNotice({
				title: arrival.from,
				text: arrival.text,
				tag: `support-chat:${arrival.chatId}:${arrival.seq}`,
				onclick: () => onopen(arrival)
			})
	});
	leadership.start();
	return {
		raise: (arrival) => void alerts.raise(arrival),
		stop: () => leadership.stop()
	};
}

/** Which of this browser's tabs tells of an arrival; tabs of another scope agree by themselves. */
export function browserLeadership(scope: string): Leadership {
	return new Leadership({
		scope,
		locks: browserLocks(),
		storage: browserStore,
		surroundings: browserSurroundings
	});
}
