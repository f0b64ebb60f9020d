import type { Arrival } from '../../core/alerts/alerts.ts';
import { Alerts } from '../../core/alerts/alerts.ts';
import { TabLeader } from '../../core/alerts/tab-leader.ts';
import { browserLocks } from './browser-locks.ts';
import { browserClock, browserStore, browserEnvironment } from './browser-ports.ts';
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
	const tabLeader = browserTabLeader(scope);
	const alerts = new Alerts({
		tabLeader,
		environment: browserEnvironment,
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
	tabLeader.start();
	return {
		raise: (arrival) => void alerts.raise(arrival),
		stop: () => tabLeader.stop()
	};
}

/** Which of this browser's tabs tells of an arrival; tabs of another scope agree by themselves. */
export function browserTabLeader(scope: string): TabLeader {
	return new TabLeader({
		scope,
		locks: browserLocks(),
		storage: browserStore,
		environment: browserEnvironment
	});
}
