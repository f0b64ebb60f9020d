import type { Arrival } from '../../core/alerts/alerts.ts';
import { Alerts } from '../../core/alerts/alerts.ts';
import { browserClock, browserEnvironment } from './browser-ports.ts';
import { browserTabLeader } from './browser-tab-leader.ts';
import { canChime, playChime } from './chime.ts';
import { showNotice } from './notices.ts';

export interface BrowserAlertsOptions {
	/** Only one tab per scope alerts the user to a message. */
	scope: string;
	/** Called when a notification is clicked. */
	onopen(arrival: Arrival): void;
}

/** Sound and notifications of this tab. Call `stop` when they are no longer needed. */
export interface BrowserAlerts {
	raise(arrival: Arrival): void;
	stop(): void;
}

/** Starts alerts in this tab. Each arrival is raised by one of the browser's tabs with this scope. */
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
