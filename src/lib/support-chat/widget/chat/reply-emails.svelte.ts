/** What the switch needs of the network. */
export interface ReplyEmailsPort {
	get(): Promise<boolean>;
	/** Resolves to what is stored. */
	set(enabled: boolean): Promise<boolean>;
}

/** Why it could not be read or changed. */
export type ReplyEmailsProblem = 'notLoaded' | 'notSaved';

/** Whether unread replies become e-mails, and turning that on and off. */
export class ReplyEmails {
	readonly #port: ReplyEmailsPort;
	#enabled = $state<boolean | null>(null);
	#problem = $state<ReplyEmailsProblem | null>(null);
	#saving = false;
	/** Raised at each call: what was asked before a change is no longer true after it. */
	#calls = 0;

	constructor(port: ReplyEmailsPort) {
		this.#port = port;
	}

	/** Null until it is known. */
	get enabled(): boolean | null {
		return this.#enabled;
	}

	/** Null when it could be read and changed. */
	get problem(): ReplyEmailsProblem | null {
		return this.#problem;
	}

	/** Reads it anew: it may have been changed by the link in an e-mail. */
	async load(): Promise<void> {
		const call = ++this.#calls;
		this.#problem = null;
		try {
			const enabled = await this.#port.get();
			if (call === this.#calls) this.#enabled = enabled;
		} catch {
			if (call === this.#calls) this.#problem = 'notLoaded';
		}
	}

	/** Shows the change at once, and takes it back when it was not stored. */
	async toggle(): Promise<void> {
		const before = this.#enabled;
		if (before === null || this.#saving) return;
		this.#saving = true;
		this.#calls++;
		this.#problem = null;
		this.#enabled = !before;
		try {
			this.#enabled = await this.#port.set(!before);
		} catch {
			this.#enabled = before;
			this.#problem = 'notSaved';
		} finally {
			this.#saving = false;
		}
	}
}
