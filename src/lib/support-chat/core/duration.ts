/** Units that durations are entered in, from the shortest. */
export const DURATION_UNITS = ['seconds', 'minutes', 'hours', 'days', 'months'] as const;

export type DurationUnit = (typeof DURATION_UNITS)[number];

/** An amount of a unit, as people say it; fractions are allowed. */
export interface Duration {
	amount: number;
	unit: DurationUnit;
}

/** Seconds in a unit; a month counts as 30 days, as when Postgres compares intervals. */
const UNIT_SECONDS: Record<DurationUnit, number> = {
	seconds: 1,
	minutes: 60,
	hours: 3_600,
	days: 86_400,
	months: 30 * 86_400
};

const UNIT_NAMES: [RegExp, DurationUnit, number][] = [
	[/^years?$/, 'months', 12],
	[/^mons?$/, 'months', 1],
	[/^days?$/, 'days', 1]
];

/**
 * Reads an interval as Postgres writes it: `1 day 02:00:00`, `00:00:00.5`, `2 mons`. The longest unit of
 * which it is a whole number is chosen; months only when it was given in months.
 *
 * @throws for any other text
 */
export function parseInterval(text: string): Duration {
	let months = 0;
	let seconds = 0;
	const parts = text.matchAll(/(?:(-?\d+) ([a-z]+)|(-?\d+:\d\d:\d\d(?:\.\d+)?))(?: |$)/g);
	for (const [, number, unit, clock] of parts) {
		if (clock) {
			seconds += secondsOf(clock);
			continue;
		}
		const known = UNIT_NAMES.find(([name]) => name.test(unit ?? ''));
		if (!known) throw new Error(`Not an interval: ${text}`);
		if (known[1] === 'months') months += Number(number) * known[2];
		else seconds += Number(number) * UNIT_SECONDS.days;
	}
	if (months !== 0 && seconds === 0) return { amount: months, unit: 'months' };
	if (!/\d/.test(text)) throw new Error(`Not an interval: ${text}`);
	return inWholeUnits(seconds + months * UNIT_SECONDS.months);
}

/** A duration as Postgres reads it. */
export function toInterval({ amount, unit }: Duration): string {
	return `${amount} ${unit}`;
}

/** In seconds, to compare durations: a month counts as 30 days. */
export function secondsIn({ amount, unit }: Duration): number {
	return amount * UNIT_SECONDS[unit];
}

function inWholeUnits(seconds: number): Duration {
	const unit =
		(['days', 'hours', 'minutes'] as const).find(
			(each) => seconds !== 0 && seconds % UNIT_SECONDS[each] === 0
		) ?? (seconds === 0 ? 'minutes' : 'seconds');
	return { amount: seconds / UNIT_SECONDS[unit], unit };
}

function secondsOf(clock: string): number {
	const [hours = '0', minutes = '0', seconds = '0'] = clock.replace('-', '').split(':');
	const all = Number(hours) * 3_600 + Number(minutes) * 60 + Number(seconds);
	return clock.startsWith('-') ? -all : all;
}
