import type { DeskHandle, DeskTransport, PresentAdmin } from './activity-ports.ts';
import { PagePresence } from './page-presence.ts';
import { DeskPace } from './desk-pace.ts';
import { wakeWhenBack } from './agent-availability.ts';
import { Listeners } from '../listeners.ts';
import type { Clock, PageEnvironment } from '../ports.ts';

/** A pause this long ends writing. Longer than in a chat, because each change costs a call. */
export const WRITING_ENDS_MS = 20_000;

/** What `DeskPresence` needs of the open conversation. */
export interface RepliedTo {
	readonly chatId: string;
	readonly draft: string;
	subscribe(listener: () => void): () => void;
}

export interface DeskPresenceOptions {
	/** Called by `start`: during server-side rendering there is nothing to join. */
	transport: () => DeskTransport;
	clock: Clock;
	environment: PageEnvironment;
}

/** Publishes this page's open chat and whether a reply is being written, and tracks the other admins'. */
export class DeskPresence {
	readonly #options: DeskPresenceOptions;
	readonly #changes = new Listeners();
	readonly #pace: DeskPace;
	readonly #pagePresence: PagePresence;
	#handle: DeskHandle | null = null;
	#admins: readonly PresentAdmin[] = [];
	#open: RepliedTo | null = null;
	#typing = false;
	#attending = false;
	#cancelPause: () => void = () => {};

	constructor(options: DeskPresenceOptions) {
		const { clock, environment } = options;
		this.#options = options;
		this.#pace = new DeskPace(clock, (place) => this.#handle?.show(place));
		this.#pagePresence = new PagePresence(clock, environment, (attending) => {
			this.#attending = attending;
			this.#show();
		});
	}

	/** The pages of all admins, this one included; empty while unknown. */
	get admins(): readonly PresentAdmin[] {
		return this.#admins;
	}

	/** Calls `listener` after each change of `admins`; returns the unsubscribe function. */
	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	/** Joins the topic; returns the function that leaves it. */
	start(): () => void {
		const { environment, transport } = this.#options;
		const handle = transport().join({
			onAdmins: (admins) => this.#setAdmins(admins),
			onStatus: (status) => {
				if (status !== 'joined') this.#setAdmins([]);
			}
		});
		this.#handle = handle;
		this.#pagePresence.start();
		const stopWaking = wakeWhenBack(handle, environment);
		return () => {
			stopWaking();
			this.#pagePresence.stop();
			this.#attending = false;
			this.#pace.stop();
			this.#handle = null;
			handle.close();
			this.#setAdmins([]);
		};
	}

	/** Sets this page's open chat; returns the function that leaves it. */
	enter(conversation: RepliedTo): () => void {
		let { draft } = conversation;
		this.#open = conversation;
		this.#setTyping(false);
		const stopWatching = conversation.subscribe(() => {
			// A draft from an earlier visit is not typing.
			if (conversation.draft === draft) return;
			draft = conversation.draft;
			if (this.#open === conversation) this.#setTyping(draft.trim() !== '');
		});
		return () => {
			stopWatching();
			if (this.#open !== conversation) return;
			this.#open = null;
			this.#setTyping(false);
		};
	}

	#setTyping(typing: boolean): void {
		this.#cancelPause();
		if (typing) {
			this.#cancelPause = this.#options.clock.after(WRITING_ENDS_MS, () => this.#setTyping(false));
		}
		this.#typing = typing;
		this.#show();
	}

	#show(): void {
		const place = { chatId: this.#open?.chatId ?? null, typing: this.#typing };
		this.#pace.set(this.#attending ? place : null);
	}

	#setAdmins(admins: readonly PresentAdmin[]): void {
		if (admins.length === 0 && this.#admins.length === 0) return;
		this.#admins = admins;
		this.#changes.call();
	}
}
