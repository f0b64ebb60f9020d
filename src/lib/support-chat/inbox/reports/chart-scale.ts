const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Steps that are whole in the units in which times are read, in seconds. */
const TIME_STEPS = [1, 2, 5, 10, 15, 30]
	.concat([1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE))
	.concat([1, 2, 3, 6, 12].map((hours) => hours * HOUR));

const MOST_STEPS = 4;

/** The values that an axis for counts up to `most` names: from 0 to `most` or more, evenly and in whole numbers. */
export function countTicks(most: number): number[] {
	return ticks(most, decimalStep(most / MOST_STEPS));
}

/** The same for times in seconds. */
export function timeTicks(most: number): number[] {
	const least = most / MOST_STEPS;
	const step = TIME_STEPS.find((each) => each >= least);
	return ticks(most, step ?? decimalStep(least / DAY) * DAY);
}

/** The least of 1, 2, 5, 10, 20, 50 … that is not smaller. */
function decimalStep(least: number): number {
	let step = 1;
	for (let each = 0; step < least; each++) step *= [2, 2.5, 2][each % 3]!;
	return step;
}

function ticks(most: number, step: number): number[] {
	const steps = Math.max(1, Math.ceil(most / step));
	return Array.from({ length: steps + 1 }, (_, each) => each * step);
}

/** The places of up to five labels among `length` days, from the first to the last. */
export function labelPlaces(length: number): number[] {
	const labels = Math.min(length, 5);
	if (labels <= 1) return labels ? [0] : [];
	return Array.from({ length: labels }, (_, each) =>
		Math.round((each * (length - 1)) / (labels - 1))
	);
}

/** Outlines of bars in an SVG of one unit a value, upside down: `height` is its height. */
export function barsPath(values: readonly (number | null)[], height: number): string {
	// Where bars are a pixel wide there is no room between them.
	const gap = values.length > 100 ? 0 : 0.14;
	return values
		.map((value, at) =>
			value
				? `M${round(at + gap)} ${height}V${round(height - value)}H${round(at + 1 - gap)}V${height}z`
				: ''
		)
		.join('');
}

/** A line in steps, each as wide as a bar; nothing where there is no value. */
export function stepsPath(values: readonly (number | null)[], height: number): string {
	return values
		.map((value, at) => {
			if (value === null) return '';
			const y = round(height - value);
			return `${at > 0 && values[at - 1] !== null ? 'V' : `M${at} `}${y}H${at + 1}`;
		})
		.join('');
}

const round = (value: number) => Math.round(value * 1000) / 1000;
