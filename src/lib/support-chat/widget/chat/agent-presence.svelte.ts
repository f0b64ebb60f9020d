import type { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import type { Clock } from '../../core/ports.ts';
import { replyPace, type ReplyPace } from '../../core/text/reply-pace.ts';

/** How long the channels outlive the panel: users often reopen it soon. */
export const LINGER_MS = 8_000;

export interface AgentPresenceOptions {
	activity: ReactiveValue<Activity>;
	/** Calls `onDuty` with the admins on duty, and on each change; returns a cleanup function. */
	watchAvailability(onDuty: (present: OnDuty) => void): () => void;
	/** How many seconds users usually wait for a reply; null when unknown. */
	readReplyTime(): Promise<number | null>;
	clock: Clock;
}

/**
 * Which admins are on duty and whether one is typing, while the panel is open. A closed panel costs the
 * server neither a channel nor a message for this.
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

	/** Whether an admin is on duty; null while unknown. */
	get supportOnline(): boolean | null {
		return this.#onDuty && this.#onDuty.length > 0;
	}

	/** Distinct, sorted names of the admins on duty, without those who have none. */
	get names(): readonly string[] {
		return [...new Set(this.#onDuty)].filter(Boolean).sort();
	}

	/** How soon a reply usually comes; null while unknown. */
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
			// Not essential; it is read again at the next change of who is on duty.
			() => (this.#paceAsked = false)
		);
	}
}
