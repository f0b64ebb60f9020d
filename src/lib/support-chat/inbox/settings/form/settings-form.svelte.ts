import { ChatError } from '../../../core/chat-error.ts';
import type { SettingName, Settings, SettingsRead } from '../../../core/settings.ts';
import { reasonOf } from '../../../supabase/errors.ts';
import type { SettingsPort } from '../settings-port.ts';
import {
	enter,
	isSame,
	read,
	type Entered,
	type EnteredValues,
	type Field,
	type Problem
} from './fields.ts';

/**
 * What came of saving: 'invalid' has problems at fields, 'conflict' names fields that somebody else has
 * changed meanwhile, 'forbidden' is for who is no owner any more, and 'failed' may be tried again.
 */
export type SaveState =
	'idle' | 'saving' | 'saved' | 'invalid' | 'conflict' | 'forbidden' | 'failed';

/** A form of some settings: what is entered, what of it is saved, and saving it. */
export class SettingsForm {
	readonly fields: readonly Field[];
	readonly #port: Pick<SettingsPort, 'settings' | 'saveSettings'>;
	#saved: Settings;
	#version: string;
	#entered: EnteredValues = $state.raw({});
	#problems: Partial<Record<SettingName, Problem>> = $state.raw({});
	#theirs: readonly SettingName[] = $state.raw([]);
	#state: SaveState = $state('idle');
	/** Counts saves, so that what depends on the saved values is computed again. */
	#saves = $state(0);

	constructor(
		fields: readonly Field[],
		{ values, version }: SettingsRead,
		port: Pick<SettingsPort, 'settings' | 'saveSettings'>
	) {
		this.fields = fields;
		this.#port = port;
		this.#saved = values;
		this.#version = version;
		this.discard();
	}

	get state(): SaveState {
		return this.#state;
	}

	/** What is wrong, by field. */
	get problems(): Partial<Record<SettingName, Problem>> {
		return this.#problems;
	}

	/** Fields that somebody else has changed since they were read. */
	get theirs(): readonly SettingName[] {
		return this.#theirs;
	}

	/** Whether something was entered that is not saved. */
	get isChanged(): boolean {
		return this.fields.some((field) => this.#isChanged(field));
	}

	entered(name: SettingName): Entered {
		return this.#entered[name]!;
	}

	/** Takes what was typed or chosen. */
	change(name: SettingName, entered: Entered): void {
		this.#entered = { ...this.#entered, [name]: entered };
		const { [name]: _, ...rest } = this.#problems;
		this.#problems = rest;
		if (this.#state !== 'saving' && this.#state !== 'conflict') this.#state = 'idle';
	}

	/** Shows the saved values again. */
	discard(): void {
		this.#show(this.fields, this.#saved);
		this.#problems = {};
		this.#theirs = [];
		this.#state = 'idle';
	}

	/** Saves what was changed; with problems at fields nothing is. Never rejects. */
	async save(): Promise<void> {
		if (this.#state === 'saving') return;
		const changes = this.#readChanges();
		if (!changes) return;
		// What is the same when it is read, such as an address with a slash at its end, is tidied.
		if (Object.keys(changes).length === 0) return this.#accept(null, this.#entered);
		this.#state = 'saving';
		this.#theirs = [];
		const sent = { ...this.#entered };
		try {
			const saved = await this.#port.saveSettings(changes, this.#version);
			if (saved) this.#accept(saved, sent);
			else await this.#meet(changes);
		} catch (error) {
			this.#fail(error);
		}
	}

	/** Somebody else has changed a setting. If it is none of this form's, it is no reason not to save. */
	async #meet(changes: Partial<Settings>): Promise<void> {
		const now = await this.#port.settings();
		const changed = this.fields
			.map(({ name }) => name)
			.filter((name) => !isSame(now.values[name], this.#saved[name]));
		// What the person did not touch becomes what it is now.
		const untouched = this.fields.filter(
			({ name }) => changed.includes(name) && !(name in changes)
		);
		this.#show(untouched, now.values);
		const isRefused = now.version === this.#version;
		this.#saved = now.values;
		this.#version = now.version;
		this.#saves++;
		if (isRefused) this.#state = 'forbidden';
		else if (changed.length > 0) {
			this.#theirs = changed;
			this.#state = 'conflict';
		} else {
			this.#state = 'idle';
			await this.save();
		}
	}

	/** @param sent what was entered when it was sent: what was typed since stays */
	#accept(saved: SettingsRead | null, sent: EnteredValues): void {
		if (saved) {
			this.#saved = saved.values;
			this.#version = saved.version;
		}
		const settled = this.fields.filter(({ name }) => this.#entered[name] === sent[name]);
		this.#show(settled, this.#saved);
		this.#saves++;
		this.#state = this.isChanged ? 'idle' : 'saved';
	}

	#show(fields: readonly Field[], values: Settings): void {
		const shown = fields.map((field) => [field.name, enter(field, values[field.name])]);
		this.#entered = { ...this.#entered, ...(Object.fromEntries(shown) as EnteredValues) };
	}

	#fail(error: unknown): void {
		const reason = reasonOf(error) ?? '';
		const field = this.fields.find((field) => isRefusal(field, reason));
		if (field) {
			this.#problems = { [field.name]: 'refused' };
			this.#state = 'invalid';
		} else {
			const isForbidden = error instanceof ChatError && error.code === '42501';
			this.#state = isForbidden ? 'forbidden' : 'failed';
		}
	}

	#isChanged(field: Field): boolean {
		void this.#saves;
		const entered = this.#entered[field.name];
		return JSON.stringify(entered) !== JSON.stringify(enter(field, this.#saved[field.name]));
	}

	/** The changed values; null when something is wrong with one. */
	#readChanges(): Partial<Settings> | null {
		const problems: Partial<Record<SettingName, Problem>> = {};
		const changes: Record<string, unknown> = {};
		for (const field of this.fields) {
			if (!this.#isChanged(field)) continue;
			const reading = read(field, this.#entered[field.name]!);
			if ('problem' in reading) problems[field.name] = reading.problem;
			else if (!isSame(reading.value, this.#saved[field.name])) {
				changes[field.name] = reading.value;
			}
		}
		this.#problems = problems;
		if (Object.keys(problems).length === 0) return changes as Partial<Settings>;
		this.#state = 'invalid';
		return null;
	}
}

/** Whether the database refuses a field's value for this reason. */
function isRefusal(field: Field, reason: string): boolean {
	if ('refusal' in field && field.refusal === reason) return true;
	const column = field.name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
	return reason.startsWith(`support_settings_${column}_`);
}
