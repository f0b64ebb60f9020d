import { isMuted, setMuted } from '../browser/mute.ts';
import type { NoticePermission } from '../browser/notices.ts';
import {
	noticePermission,
	noticesAreOn,
	turnNoticesOff,
	turnNoticesOn
} from '../browser/notices.ts';

/** This browser's settings for sound and notifications, for the switches that change them. */
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

	/** Asks for the browser's permission when turned on for the first time. */
	async toggleNotices(): Promise<void> {
		if (this.#notices) turnNoticesOff();
		else this.#permission = await turnNoticesOn();
		this.#notices = noticesAreOn();
	}
}
