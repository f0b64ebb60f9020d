import { isMuted, setMuted } from '../browser/mute.ts';
import type { NoticePermission } from '../browser/notices.ts';
import {
	noticePermission,
	noticesAreOn,
	turnNoticesOff,
	turnNoticesOn
} from '../browser/notices.ts';

/** How the person at this browser wants to be told of messages, for the switches that set it. */
export class AlertSettings {
	#sound = $state(!isMuted());
	#notices = $state(noticesAreOn());
	#permission = $state(noticePermission());

	get sound(): boolean {
		return this.#sound;
	}

	get notices(): boolean {
		return this.#notices;
	}

	get permission(): NoticePermission {
		return this.#permission;
	}

	toggleSound(): void {
		this.#sound = !this.#sound;
		setMuted(!this.#sound);
	}

	/** Asks the browser for permission when they are turned on for the first time. */
	async toggleNotices(): Promise<void> {
		if (this.#notices) turnNoticesOff();
		else this.#permission = await turnNoticesOn();
		this.#notices = noticesAreOn();
	}
}
