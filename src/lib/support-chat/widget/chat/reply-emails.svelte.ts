/** Network access for the switch. */
export interface ReplyEmailsPort {
	get(): Promise<boolean>;
	/** Resolves to the stored value. */
	set(enabled: boolean): Promise<boolean>;
}

/** Why the setting could not be read or changed. */
export type ReplyEmailsProblem = 'notLoaded' | 'notSaved';

/** The user's setting for e-mails about unread replies. */
export class ReplyEmails {
	readonly #port: ReplyEmailsPort;
	#enabled = $state<boolean | null>(null);
	#problem = $state<ReplyEmailsProblem | null>(null);
	#saving = false;
	/** Incremented on each call: a response to an earlier load is stale. */
	#calls = 0;

	constructor(port: ReplyEmailsPort) {
		this.#port = port;
	}

	/** Null until it is loaded. */
	get enabled(): boolean | null {
		return this.#enabled;
	}

	/** Why the last load or change failed; null if it did not. */
	get problem(): ReplyEmailsProblem | null {
		return this.#problem;
	}

	/** Reads the setting again: the link in an e-mail may have changed it. */
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

	/** Shows the change at once, and reverts it when it could not be stored. */
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
