import { beginning } from '../text/graphemes.ts';
import type { TabLeader } from './tab-leader.ts';
import type { Clock, PageEnvironment } from '../ports.ts';

/** A new message to alert somebody to. */
export interface Arrival {
	chatId: string;
	/** Of the message; the alert also covers all before it. */
	seq: number;
	/** The message's text, or the start of it. */
	text: string;
	/** Name of the sender. */
	from: string;
}

export interface AlertsOptions {
	tabLeader: Pick<TabLeader, 'claim'>;
	environment: PageEnvironment;
	clock: Clock;
	/** False while the browser or the user does not allow sound. */
	canSound(): boolean;
	sound(): void;
	/** Shows a notification outside the page, if the user has turned them on. */
	notify(arrival: Arrival): void;
}

/** Messages that arrive together, for example after a reconnect, make one sound. */
const SOUND_PAUSE_MS = 1_000;
/** Length of a message in a notification, in code points. */
const NOTICE_LENGTH = 100;

/** Alerts in exactly one tab when a message arrives. */
export class Alerts {
	readonly #options: AlertsOptions;
	#soundAt = Number.NEGATIVE_INFINITY;

	constructor(options: AlertsOptions) {
		this.#options = options;
	}

	async raise(arrival: Arrival): Promise<void> {
		const { tabLeader, environment, clock, canSound, sound, notify } = this.#options;
		// A visible page that must be silent leaves the alert to another window.
		if (environment.visible && !canSound()) return;
		// A page that is being unloaded may be refused the lock: it does not alert.
		const ours = await tabLeader.claim(arrival.chatId, arrival.seq).catch(() => false);
		if (!ours) return;
		if (canSound() && clock.now() - this.#soundAt >= SOUND_PAUSE_MS) {
			this.#soundAt = clock.now();
			sound();
		}
		if (!environment.visible) notify({ ...arrival, text: shortened(arrival.text) });
	}
}

function shortened(text: string): string {
	const shown = beginning(text, NOTICE_LENGTH);
	return shown === text ? text : `${shown}…`;
}
