import { createSubscriber } from 'svelte/reactivity';
import type { PresentAdmin } from '../../core/presence/activity-ports.ts';
import type { DeskPresence, RepliedTo } from '../../core/presence/desk-presence.ts';

/** A `DeskPresence` that components can read: whatever they read, they hear of its changes. */
export class Colleagues {
	readonly #desk: DeskPresence;
	readonly #track: () => void;

	constructor(desk: DeskPresence) {
		this.#desk = desk;
		this.#track = createSubscriber((update) => desk.subscribe(update));
	}

	/** See `DeskPresence.admins`. */
	get present(): readonly PresentAdmin[] {
		this.#track();
		return this.#desk.admins;
	}

	start(): () => void {
		return this.#desk.start();
	}

	/** See `DeskPresence.enter`. */
	enter(conversation: RepliedTo): () => void {
		return this.#desk.enter(conversation);
	}
}
