import type { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import type { Clock } from '../../core/ports.ts';
import type { WidgetSettings } from '../../supabase/transports/widget-settings.ts';
import { replyPace, type ReplyPace } from '../../core/text/reply-pace.ts';
import { Reopening } from './reopening.svelte.ts';

/** How long the channels outlive the panel: users often reopen it soon. */
export const LINGER_MS = 8_000;
/** Pages that are open at the end of the office hours ask within this time, not all in the same second. */
const CLOSING_MS = 60_000;

export interface AgentPresenceOptions {
	activity: ReactiveValue<Activity>;
	/** Calls `onDuty` with the admins on duty, and on each change; returns a cleanup function. */
	watchAvailability(onDuty: (present: OnDuty) => void): () => void;
	readSettings(): Promise<WidgetSettings>;
	clock: Clock;
}

/**
 * Which admins are on duty and whether one is typing, while the panel is open. A closed panel costs the
 * server neither a channel nor a message for this.
 */
export class AgentPresence {
	readonly #options: AgentPresenceOptions;
	#onDuty: OnDuty = $state.raw(null);
	#settings = $state.raw<WidgetSettings | null>(null);
	readonly #reopening: Reopening;
	#stopDuty: (() => void) | null = null;
	#cancelLeaving: () => void = () => {};
	#cancelClosing: () => void = () => {};

	constructor(options: AgentPresenceOptions) {
		this.#options = options;
		this.#reopening = new Reopening(options.clock);
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
		return replyPace(this.#settings?.reply_seconds);
	}

	/** When support is open again, and the present time; null while it is open or that is unknown. */
	get reopening(): Reopening['current'] {
		return this.#reopening.current;
	}

	/** What the owner has set; null until it is known, empty when it cannot be read. */
	get settings(): WidgetSettings | null {
		return this.#settings;
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
			this.#stopDuty = watchAvailability((present) => (this.#onDuty = present));
			this.#readSettings();
		}
	}

	stop(): void {
		this.#cancelLeaving();
		this.#options.activity.value.stop();
		this.#reopening.stop();
		this.#cancelClosing();
		this.#stopDuty?.();
		this.#stopDuty = null;
		this.#onDuty = null;
	}

	#readSettings(): void {
		const { clock, readSettings } = this.#options;
		readSettings().then(
			(settings) => {
				this.#settings = settings;
				this.#reopening.follow(settings.opens_at);
				const left = Date.parse(settings.closes_at ?? '') - clock.date();
				if (left > 0 && this.#stopDuty) {
					const later = left + Math.random() * CLOSING_MS;
					this.#cancelClosing = clock.after(later, () => this.#readSettings());
				}
			},
			// Not essential; they are read again when the panel is next opened.
			() => (this.#settings ??= {})
		);
	}
}
