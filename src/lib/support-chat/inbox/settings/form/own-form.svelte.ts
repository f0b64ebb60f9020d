import { ChatError } from '../../../core/chat-error.ts';
import type { TeamMember } from '../../../core/settings.ts';
import { reasonOf } from '../../../supabase/errors.ts';
import type { SettingsPort } from '../settings-port.ts';
import type { ChangeableForm } from '../unsaved-changes.ts';

interface OwnValues {
	name: string;
	emailAlerts: boolean;
}

const NAME_LIMIT = 80;

/** The form of what an admin sets for themself. */
export class OwnForm implements ChangeableForm {
	readonly #port: Pick<SettingsPort, 'updateOwn'>;
	#saved: OwnValues = $state.raw({ name: '', emailAlerts: false });
	#entered: OwnValues = $state.raw({ name: '', emailAlerts: false });
	#problem: 'blank' | 'too_long' | null = $state(null);
	#state: 'idle' | 'saving' | 'saved' | 'invalid' | 'failed' | 'forbidden' = $state('idle');

	/** @param own undefined for who is no admin any more */
	constructor(own: TeamMember | undefined, port: Pick<SettingsPort, 'updateOwn'>) {
		this.#port = port;
		this.#saved = { name: own?.name ?? '', emailAlerts: own?.emailAlerts ?? false };
		this.#entered = this.#saved;
	}

	get name(): string {
		return this.#entered.name;
	}

	get emailAlerts(): boolean {
		return this.#entered.emailAlerts;
	}

	/** What is wrong with the name. */
	get problem(): 'blank' | 'too_long' | null {
		return this.#problem;
	}

	get state(): 'idle' | 'saving' | 'saved' | 'invalid' | 'failed' | 'forbidden' {
		return this.#state;
	}

	get isChanged(): boolean {
		const { name, emailAlerts } = this.#saved;
		return this.name !== name || this.emailAlerts !== emailAlerts;
	}

	change(values: Partial<OwnValues>): void {
		this.#entered = { ...this.#entered, ...values };
		this.#problem = null;
		if (this.#state !== 'saving') this.#state = 'idle';
	}

	discard(): void {
		this.#entered = this.#saved;
		this.#problem = null;
		this.#state = 'idle';
	}

	/** Saves what was changed. Never rejects. */
	async save(): Promise<void> {
		if (this.#state === 'saving') return;
		const sent = this.#entered;
		const name = sent.name.trim();
		if (this.#check(name)) return;
		this.#state = 'saving';
		try {
			await this.#port.updateOwn({
				...(name === this.#saved.name ? {} : { name }),
				...(sent.emailAlerts === this.#saved.emailAlerts ? {} : { emailAlerts: sent.emailAlerts })
			});
			this.#saved = { ...sent, name };
			if (this.#entered === sent) this.#entered = this.#saved;
			this.#state = this.isChanged ? 'idle' : 'saved';
		} catch (error) {
			this.#fail(error);
		}
	}

	/** Whether something is wrong with the name. */
	#check(name: string): boolean {
		if (name === '') this.#problem = 'blank';
		else if ([...name].length > NAME_LIMIT) this.#problem = 'too_long';
		if (this.#problem) this.#state = 'invalid';
		return this.#problem !== null;
	}

	#fail(error: unknown): void {
		const reason = reasonOf(error);
		if (reason === 'blank' || reason === 'too_long') {
			this.#problem = reason;
			this.#state = 'invalid';
		} else {
			const isForbidden = error instanceof ChatError && error.code === '42501';
			this.#state = isForbidden ? 'forbidden' : 'failed';
		}
	}
}
