import type { KeyValueStore } from '../../core/ports.ts';
import type { AddedEmail, EmailProblem } from '../../supabase/session/add-email.ts';

/** An address of at most 254 characters (RFC 5321); Auth decides about the rest. */
const ADDRESS = /^(?=.{3,254}$)[^\s@]+@[^\s@]+$/;

export interface GuestEmailOptions {
	/** Adds an address to the account; rejects with an `AddEmailError`. */
	add(email: string): Promise<AddedEmail>;
	/** Reads the account's confirmed address; '' for none. */
	read(): Promise<string>;
	store: Pick<KeyValueStore, 'get' | 'set'>;
	userId: string;
}

/** The address that a user without one may leave, to get replies by e-mail. */
export class GuestEmail {
	readonly #options: GuestEmailOptions;
	readonly #key: string;
	#problem = $state<EmailProblem | null>(null);
	#busy = $state(false);
	#added = $state.raw<{ email: string; as: AddedEmail } | null>(null);
	#closed = $state(false);
	#text = $state('');

	constructor(options: GuestEmailOptions) {
		this.#options = options;
		this.#key = `support-chat:guest-email:${options.userId}`;
		this.#restore();
	}

	/** The text of the field, which stays when the address is refused. */
	get text(): string {
		return this.#text;
	}

	readonly type = (text: string): void => {
		this.#text = text;
	};

	/** Why the last address was not taken. */
	get problem(): EmailProblem | null {
		return this.#problem;
	}

	get busy(): boolean {
		return this.#busy;
	}

	/** The address that was taken, and whether it waits for its confirmation. */
	get added(): { email: string; as: AddedEmail } | null {
		return this.#added;
	}

	/** The user does not want to be asked again in this browser. */
	get closed(): boolean {
		return this.#closed;
	}

	async submit(): Promise<void> {
		if (this.#busy) return;
		const email = this.#text.trim();
		this.#problem = ADDRESS.test(email) ? null : 'invalid';
		if (this.#problem) return;
		this.#busy = true;
		try {
			this.#added = { email, as: await this.#options.add(email) };
			this.#remember(email);
		} catch (error) {
			this.#problem = (error as { problem?: EmailProblem }).problem ?? 'other';
		} finally {
			this.#busy = false;
		}
	}

	/** Looks whether an address that waits was confirmed meanwhile, in another tab for example. */
	async check(): Promise<void> {
		if (this.#added?.as !== 'pending') return;
		try {
			const email = await this.#options.read();
			if (email) this.#added = { email, as: 'confirmed' };
		} catch {
			// Looked at again when the user comes back the next time.
		}
	}

	/** Shows the field again, for another address. */
	change(): void {
		this.#added = null;
	}

	close(): void {
		this.#closed = true;
		this.#remember('');
	}

	/** An address of an earlier visit that waits for its confirmation, or '' when the user closed the offer. */
	#restore(): void {
		try {
			const stored = this.#options.store.get(this.#key);
			this.#closed = stored === '';
			if (stored) this.#added = { email: (this.#text = stored), as: 'pending' };
		} catch {
			// Without storage the user is asked at each visit.
		}
	}

	#remember(email: string): void {
		try {
			this.#options.store.set(this.#key, email);
		} catch {
			// It holds for as long as the page.
		}
	}
}
