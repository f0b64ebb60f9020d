import type { Arrival } from '../../core/alerts/alerts.ts';
import { Alerts } from '../../core/alerts/alerts.ts';
import type { TabLeader } from '../../core/alerts/tab-leader.ts';
import { browserClock, browserEnvironment } from './browser-ports.ts';
import { browserTabLeader } from './browser-tab-leader.ts';
import { canChime, playChime } from './chime.ts';
import { showNotice } from './notices.ts';

export interface BrowserAlertsOptions {
	/** Only one tab per scope alerts the user to a message. */
	scope: string;
	/** Called when a notification is clicked. */
	onopen(arrival: Arrival): void;
	/** This tab's part in the scope, if it has one already; it is stopped with the alerts. */
	tabLeader?: TabLeader;
}

/** Sound and notifications of this tab. Call `stop` when they are no longer needed. */
export interface BrowserAlerts {
	raise(arrival: Arrival): void;
	stop(): void;
}

/** Starts alerts in this tab. Each arrival is raised by one of the browser's tabs with this scope. */
export function startAlerts({ scope, onopen, tabLeader }: BrowserAlertsOptions): BrowserAlerts {
	const leader = tabLeader ?? browserTabLeader(scope);
	const alerts = new Alerts({
		tabLeader: leader,
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
	if (!tabLeader) leader.start();
	return {
		raise: (arrival) => void alerts.raise(arrival),
		stop: () => leader.stop()
	};
}
