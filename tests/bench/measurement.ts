/** One figure: what it costs, what the floor costs in the same run, and what it may be. */
export interface Measurement {
	/** Number in the table of tests/bench/README.md. */
	id: string;
	what: string;
	floorWhat: string;
	unit: 'ms' | 'KB' | 's' | 'tasks';
	value: number;
	floor: number;
	/** 'ratio': value / floor may be at most `target`; 'added': value - floor may, in `unit`. */
	kind: 'ratio' | 'added';
	target: number;
}

/** What the target is compared with. */
export function result({ kind, value, floor }: Measurement): number {
	return kind === 'ratio' ? value / floor : value - floor;
}

export function isMet(measurement: Measurement): boolean {
	return result(measurement) <= measurement.target;
}

/** The middle of the values; of an even number, the mean of the two in the middle. */
export function median(values: number[]): number {
	return quantile(values, 0.5);
}

/** The value below which the given share of the values lies, 0 to 1, interpolated. */
export function quantile(values: number[], share: number): number {
	const sorted = values.toSorted((a, b) => a - b);
	const place = (sorted.length - 1) * share;
	const [low, high] = [sorted[Math.floor(place)] ?? NaN, sorted[Math.ceil(place)] ?? NaN];
	return low + (high - low) * (place - Math.floor(place));
}

/**
 * Times the parts of a comparison in turn, so that whatever else the machine does hits both alike.
 *
 * @param parts what to time; each call is one sample
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
