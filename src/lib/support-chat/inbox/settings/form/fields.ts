import {
	DURATION_UNITS,
	secondsIn,
	type Duration,
	type DurationUnit
} from '../../../core/duration.ts';
import type { OfficeSettings } from '../../../core/office-hours.ts';
import type { SettingName, Settings } from '../../../core/settings.ts';

/** That of the widget and of e-mails, as in tokens.css and the database. */
export const DEFAULT_COLOR = '#4338ca';

/** In bytes. */
export const MEGABYTE = 1024 * 1024;

/** Why a value is not accepted. */
export type Problem =
	'required' | 'tooLong' | 'url' | 'sender' | 'color' | 'number' | 'range' | 'refused';

interface Named {
	name: SettingName;
}

export interface TextField extends Named {
	kind: 'text' | 'url' | 'https' | 'sender' | 'color';
	/** In characters. */
	max: number;
	/** Has more than one line. */
	multiline?: boolean;
	/** May be left empty: null then. */
	optional?: boolean;
}

export interface SwitchField extends Named {
	kind: 'switch';
}

export interface CountField extends Named {
	kind: 'count';
	min: number;
	max: number;
	/** How many of the setting one of what is entered is, as a megabyte is of bytes. */
	scale?: number;
}

export interface DurationField extends Named {
	kind: 'duration';
	units: readonly DurationUnit[];
	min: Duration;
	max?: Duration;
	/** Has a switch: null when that is off. */
	optional?: Duration;
}

/** A setting with controls of its own, which enter its value as it is. */
export interface CustomField extends Named {
	kind: 'custom';
	/** Whether what was entered can be saved; without it everything can. */
	isValid?(value: CustomValue): boolean;
	/** The reason (supabase/ERRORS.md) for which the database refuses a value, where no check of the column does. */
	refusal?: string;
}

/** A setting as it is entered; limits are those of the database's checks. */
export type Field = TextField | SwitchField | CountField | DurationField | CustomField;

/** The values of settings with controls of their own. */
export type CustomValue = OfficeSettings[keyof OfficeSettings];

export interface EnteredDuration {
	on: boolean;
	amount: string;
	unit: DurationUnit;
}

/** What the controls of a field hold, valid or not. */
export type Entered = string | boolean | EnteredDuration | CustomValue;

export type EnteredValues = Partial<Record<SettingName, Entered>>;

type Value = Settings[SettingName];

/** A value as its controls show it. */
export function enter(field: Field, value: Value): Entered {
	if (field.kind === 'custom') return value as CustomValue;
	if (field.kind === 'duration') {
		const { amount, unit } = (value as Duration | null) ?? field.optional ?? field.min;
		return { on: value !== null, amount: String(amount), unit };
	}
	if (field.kind === 'count' && field.scale) {
		return String(Math.round(((value as number) / field.scale) * 100) / 100);
	}
	return typeof value === 'boolean' ? value : String(value ?? '');
}

export type Reading = { value: Value } | { problem: Problem };

/** The value that was entered, or what is wrong with it. */
export function read(field: Field, entered: Entered): Reading {
	if (field.kind === 'switch') return { value: entered as boolean };
	if (field.kind === 'count') return readCount(field, entered as string);
	if (field.kind === 'duration') return readDuration(field, entered as EnteredDuration);
	if (field.kind === 'custom') return readCustom(field, entered as CustomValue);
	return readText(field, entered as string);
}

/** Whether two values of a setting are the same. */
export function isSame(one: Value | undefined, other: Value | undefined): boolean {
	return JSON.stringify(one) === JSON.stringify(other);
}

/** The units that a field offers, with the one that its value has. */
export function unitsOf(field: DurationField, { unit }: EnteredDuration): DurationUnit[] {
	return DURATION_UNITS.filter((each) => field.units.includes(each) || each === unit);
}

const FORMS = {
	text: /^/,
	url: /^https?:\/\/[^/\s]+(\/\S*[^/\s])?$/,
	sender: /^[^<>\r\n]+<[^<>\s]+@[^<>\s]+>$|^[^<>\s]+@[^<>\s]+$/,
	color: /^#[0-9a-f]{6}$/i,
	https: /^https:\/\/[^/\s"'<>\\]+(\/[^\s"'<>\\]*)?$/
};

function readCustom({ isValid }: CustomField, value: CustomValue): Reading {
	return isValid?.(value) === false ? { problem: 'refused' } : { value };
}

function readText({ kind, max, optional }: TextField, entered: string): Reading {
	const text = kind === 'url' ? entered.trim().replace(/\/+$/, '') : entered.trim();
	if (text === '') return optional ? { value: null } : { problem: 'required' };
	if ([...text].length > max) return { problem: 'tooLong' };
	if (FORMS[kind].test(text)) return { value: text };
	if (kind === 'text') return { problem: 'refused' };
	return { problem: kind === 'https' ? 'url' : kind };
}

function readCount({ min, max, scale = 1 }: CountField, entered: string): Reading {
	const count = toNumber(entered);
	if (count === null || !Number.isInteger(count)) return { problem: 'number' };
	return count < min || count > max ? { problem: 'range' } : { value: count * scale };
}

function readDuration({ min, max }: DurationField, entered: EnteredDuration): Reading {
	if (!entered.on) return { value: null };
	const amount = toNumber(entered.amount);
	if (amount === null) return { problem: 'number' };
	const duration = { amount, unit: entered.unit };
	const seconds = secondsIn(duration);
	const isWithin = seconds >= secondsIn(min) && (!max || seconds <= secondsIn(max));
	// Postgres refuses a number of more digits; nobody waits for that long.
	return isWithin && seconds < 1e10 ? { value: duration } : { problem: 'range' };
}

/** Digits of any script, with a point or a comma before a fraction. */
function toNumber(entered: string): number | null {
	const digits = entered
		.trim()
		.replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660))
		.normalize('NFKC')
		.replace(/[,٫]/, '.');
	return /^\d{1,10}(\.\d{1,6})?$/.test(digits) ? Number(digits) : null;
}
