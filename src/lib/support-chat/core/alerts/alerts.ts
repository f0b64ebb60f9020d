import { beginning } from '../text/graphemes.ts';
import type { TabLeader } from './tab-leader.ts';
import type { Clock, PageEnvironment } from '../ports.ts';

/** Something to tell somebody who may be looking elsewhere. */
export interface Arrival {
	chatId: string;
	/** Of the message; also tells for all before it. */
	seq: number;
	/** The message's text, or its beginning. */
	text: string;
	/** Who wrote it. */
	from: string;
}

export interface AlertsOptions {
	tabLeader: Pick<TabLeader, 'claim'>;
	environment: PageEnvironment;
	clock: Clock;
	/** False while browser or user allow no sound. */
	canSound(): boolean;
	sound(): void;
	/** Shows it outside the page, where that was asked for. */
	notify(arrival: Arrival): void;
}

/** Messages that come together, after a cut for example, are one sound. */
const SOUND_PAUSE_MS = 1_000;
/** What a notice shows of a message, in characters. */
const NOTICE_LENGTH = 100;

/** Makes one tab, and only one, heard when a message arrives. */
export class Alerts {
	readonly #options: AlertsOptions;
	#soundAt = Number.NEGATIVE_INFINITY;

	constructor(options: AlertsOptions) {
		this.#options = options;
	}

	async raise(arrival: Arrival): Promise<void> {
		const { tabLeader, environment, clock, canSound, sound, notify } = this.#options;
		// A page that is looked at and has to be silent leaves it to another window.
		if (environment.visible && !canSound()) return;
		// A page that is being left may be refused the lock: then it is not the one to tell.
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
