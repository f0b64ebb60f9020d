/** One figure: its value, the floor's in the same run, and its target. */
export interface Measurement {
	/** Number in the table of tests/bench/README.md. */
	id: string;
	what: string;
	floorWhat: string;
	unit: 'ms' | 'KB' | 's' | 'tasks' | 'messages';
	value: number;
	floor: number;
	/**
	 * 'ratio': value / floor may be at most `target`; 'added': value - floor may, in `unit`; 'absolute': the value
	 * itself may, in `unit`, and the floor shows what the machine was capable of in the same run.
	 */
	kind: 'ratio' | 'added' | 'absolute';
	target: number;
}

/** The number that the target limits. */
export function result({ kind, value, floor }: Measurement): number {
	if (kind === 'absolute') return value;
	return kind === 'ratio' ? value / floor : value - floor;
}

export function isMet(measurement: Measurement): boolean {
	return result(measurement) <= measurement.target;
}

/** The median; for an even number of values, the mean of the two in the middle. */
export function median(values: number[]): number {
	return quantile(values, 0.5);
}

/** The quantile at `share` (0 to 1), linearly interpolated. */
export function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
	return low + (high - low) * (place - Math.floor(place));
}

/**
 * Times the parts of a comparison alternately, so that other load affects them alike.
 *
 * @param samples timed calls of each part, after ten untimed ones
 * @param parts the functions to time; each call is one sample
 * @returns the median of each, in milliseconds
 */
export async function timeInTurn(
	samples: number,
	parts: ((sample: number) => Promise<unknown>)[]
): Promise<number[]> {
	const times: number[][] = parts.map(() => []);
	for (let sample = -10; sample < samples; sample++) {
		for (const [index, part] of parts.entries()) {
			const start = performance.now();
			await part(sample);
			// The first ones warm caches and plans.
			if (sample >= 0) times[index]?.push(performance.now() - start);
		}
	}
	return times.map(median);
}
