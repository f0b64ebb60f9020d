import type { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import type { Clock } from '../../core/ports.ts';
import type { WidgetSettings } from '../../supabase/transports/widget-settings.ts';
import { replyPace, type ReplyPace } from '../../core/text/reply-pace.ts';
import type { OfficeHours } from './office-hours.ts';

/** How long the channels outlive the panel: users often reopen it soon. */
export const LINGER_MS = 8_000;

export interface AgentPresenceOptions {
	activity: ReactiveValue<Activity>;
	/** Calls `onDuty` with the admins on duty, and on each change; returns a cleanup function. */
	watchAvailability(onDuty: (present: OnDuty) => void): () => void;
	readSettings(): Promise<WidgetSettings>;
	/** For owners who have set some. */
	loadOfficeHours(): Promise<OfficeHours>;
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
	#officeHours = $state.raw<OfficeHours>();
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
		return replyPace(this.#settings?.reply_seconds);
	}

	/** While support is closed: when it is open again, in words; null while it is open or that is unknown. */
	reopeningText(language: Parameters<OfficeHours['reopeningText']>[0]): string | null {
		return this.#officeHours?.reopeningText(language) ?? null;
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
			void this.#readSettings();
		}
	}

	stop(): void {
		this.#cancelLeaving();
		this.#options.activity.value.stop();
		this.#officeHours?.stop();
		this.#stopDuty?.();
		this.#stopDuty = null;
		this.#onDuty = null;
	}

	async #readSettings(): Promise<void> {
		const { loadOfficeHours, readSettings } = this.#options;
		try {
			const settings = await readSettings();
			if (settings.opens_at || settings.closes_at) {
				this.#officeHours ??= await loadOfficeHours().catch(() => undefined);
			}
			this.#settings = settings;
			if (this.#stopDuty) this.#officeHours?.follow(settings, () => void this.#readSettings());
		} catch {
			// Not essential; they are read again when the panel is next opened.
			this.#settings ??= {};
		}
	}
}
