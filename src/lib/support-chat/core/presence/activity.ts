import type { ActivityHandle, ActivityTransport } from './activity-ports.ts';
import { wakeWhenBack } from './agent-availability.ts';
import { PagePresence } from './page-presence.ts';
import { Listeners } from '../listeners.ts';
import type { Message, SenderType } from '../message.ts';
import type { Clock, PageEnvironment } from '../ports.ts';
import { TypingSignal, TypingWatch } from './typing.ts';

/** What `Activity` needs of its conversation. */
export interface ActiveConversation {
	readonly side: SenderType;
	readonly draft: string;
	subscribe(listener: () => void): () => void;
	onArrival(listener: (message: Message) => void): () => void;
}

export interface ActivityOptions {
	conversation: ActiveConversation;
	transport: ActivityTransport;
	clock: Clock;
	environment: PageEnvironment;
}

/**
 * Typing and presence in one chat: who is typing, and whether the user has it open. Connected between
 * `start` and `stop`, which may alternate. Admins publish no presence here, since users could identify
 * them.
 */
export class Activity {
	readonly #options: ActivityOptions;
	readonly #changes = new Listeners();
	readonly #signal: TypingSignal;
	readonly #watch: TypingWatch;
	readonly #pagePresence: PagePresence;
	#userIsHere = false;
	#handle: ActivityHandle | null = null;
	#draft = '';
	#undo: (() => void)[] = [];

	constructor(options: ActivityOptions) {
		const { clock, environment } = options;
		this.#options = options;
		this.#signal = new TypingSignal(clock, (typing) => this.#handle?.sendTyping(typing));
		this.#watch = new TypingWatch(clock, () => this.#changes.call());
		this.#pagePresence = new PagePresence(clock, environment, (attending) =>
			this.#handle?.attend(attending)
		);
	}

	/** Whether the other side is typing. */
	get otherTyping(): boolean {
		return this.#watch.typing;
	}

	/** Whether the user has the chat open; false while unknown. */
	get userIsHere(): boolean {
		return this.#userIsHere;
	}

	/** Calls `listener` after each change of the above; returns the unsubscribe function. */
	subscribe(listener: () => void): () => void {
		return this.#changes.add(listener);
	}

	start(): void {
		if (this.#handle) return;
		const { conversation, environment, transport } = this.#options;
		this.#draft = conversation.draft;
		this.#handle = transport.join({
			onTyping: (sender, typing) => {
				// Typing on this side may be another tab of the same person.
				if (sender !== conversation.side) this.#watch.take(typing);
			},
			onUserHere: (here) => this.#setUserIsHere(here),
			onStatus: (status) => {
				if (status === 'joined') return;
				this.#watch.take(false);
				this.#setUserIsHere(false);
			}
		});
		if (conversation.side === 'user') this.#pagePresence.start();
		this.#undo = [
			conversation.subscribe(() => this.#onDraft(conversation.draft)),
			conversation.onArrival(() => this.#watch.take(false)),
			wakeWhenBack(this.#handle, environment)
		];
	}

	stop(): void {
		for (const undo of this.#undo.splice(0)) undo();
		this.#pagePresence.stop();
		this.#signal.leave();
		this.#handle?.close();
		this.#handle = null;
		this.#watch.take(false);
		this.#setUserIsHere(false);
	}

	/** Ends typing while the field is out of reach; the chat still counts as open. */
	leaveField(): void {
		this.#signal.leave();
	}

	#onDraft(draft: string): void {
		if (draft === this.#draft) return;
		this.#draft = draft;
		this.#signal.typed(draft);
	}

	#setUserIsHere(here: boolean): void {
		if (here === this.#userIsHere) return;
		this.#userIsHere = here;
		this.#changes.call();
	}
}
