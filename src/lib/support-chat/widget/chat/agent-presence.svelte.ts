import type { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import type { Clock } from '../../core/ports.ts';
import { replyPace, type ReplyPace } from '../../core/text/reply-pace.ts';

/** Somebody who closes the panel and opens it again has not left: so long the channels are kept. */
export const LINGER_MS = 8_000;

export interface AgentPresenceOptions {
	activity: ReactiveValue<Activity>;
	/** Hears which admins are on duty; returns how to stop. */
	watchAvailability(onDuty: (present: OnDuty) => void): () => void;
	/** How many seconds users usually wait for a reply, null when that is not known. */
	readReplyTime(): Promise<number | null>;
	clock: Clock;
}

/**
 * Who is at the other end, for as long as the panel is open. A closed panel costs the server neither
 * a channel nor a message of these.
 */
export class AgentPresence {
	readonly #options: AgentPresenceOptions;
	#onDuty: OnDuty = $state.raw(null);
	#replyPace = $state<ReplyPace | null>(null);
	#paceAsked = false;
	#stopDuty: (() => void) | null = null;
	#cancelLeaving: () => void = () => {};

	constructor(options: AgentPresenceOptions) {
		this.#options = options;
	}

	/** Somebody of the support is there; null while that is not known. */
	get supportOnline(): boolean | null {
		return this.#onDuty && this.#onDuty.length > 0;
	}

	/** The names of those who are there, each once; who has none is left out. */
	get names(): readonly string[] {
		return [...new Set(this.#onDuty)].filter(Boolean).sort();
	}

	/** How soon a reply usually comes; null while that is not known. */
	get replyPace(): ReplyPace | null {
		return this.#replyPace;
	}

	/** Support is typing. */
	get typing(): boolean {
		return this.#options.activity.current.otherTyping;
	}

	setOpen(open: boolean): void {
		const { activity, clock, watchAvailability } = this.#options;
		this.#cancelLeaving();
		if (!open) {
			activity.value.leaveField();
			this.#cancelLeaving = clock.after(LINGER_MS, () => this.stop());
		} else if (!this.#stopDuty) {
			activity.value.start();
			this.#stopDuty = watchAvailability((present) => this.#hear(present));
		}
	}

	stop(): void {
		this.#cancelLeaving();
		this.#options.activity.value.stop();
		this.#stopDuty?.();
		this.#stopDuty = null;
		this.#onDuty = null;
	}

	#hear(present: OnDuty): void {
		this.#onDuty = present;
		if (!present || this.#paceAsked) return;
		this.#paceAsked = true;
		this.#options.readReplyTime().then(
			(seconds) => (this.#replyPace = replyPace(seconds)),
			// Nothing is missed without it; it is asked for again when the duty changes.
			() => (this.#paceAsked = false)
		);
	}
}
