import fc from 'fast-check';
import { expect, test } from 'vitest';
import { barsPath, countTicks, labelPlaces, stepsPath, timeTicks } from './chart-scale.ts';

test.for([
	[0, [0, 1]],
	[1, [0, 1]],
	[3, [0, 1, 2, 3]],
	[4, [0, 1, 2, 3, 4]],
	[5, [0, 2, 4, 6]],
	[17, [0, 5, 10, 15, 20]],
	[81, [0, 50, 100]],
	[1_234_567, [0, 500_000, 1_000_000, 1_500_000]]
] as const)('counts up to %i', ([most, ticks]) => {
	expect(countTicks(most)).toEqual(ticks);
});

test.for([
	[0, [0, 1]],
	[50, [0, 15, 30, 45, 60]],
	[61, [0, 30, 60, 90]],
	[3000, [0, 900, 1800, 2700, 3600]],
	[100_000, [0, 43_200, 86_400, 129_600]],
	[30 * 86_400, [0, 864_000, 1_728_000, 2_592_000]]
] as const)('times up to %i s', ([most, ticks]) => {
	expect(timeTicks(most)).toEqual(ticks);
});

test('any axis reaches its highest value in at most four even steps', () => {
	fc.assert(
		fc.property(fc.nat({ max: 2 ** 40 }), (most) => {
			for (const ticks of [countTicks(most), timeTicks(most)]) {
				expect(ticks.length).toBeLessThanOrEqual(5);
				expect(ticks.at(-1)).toBeGreaterThanOrEqual(most);
				const steps = ticks.slice(1).map((tick, at) => tick - ticks[at]!);
				expect(new Set(steps).size).toBe(1);
			}
		})
	);
});

test('labels name the first and the last day, and none twice', () => {
	expect(labelPlaces(0)).toEqual([]);
	expect(labelPlaces(1)).toEqual([0]);
	expect(labelPlaces(3)).toEqual([0, 1, 2]);
	expect(labelPlaces(366)).toEqual([0, 91, 183, 274, 365]);
});

test('bars and steps are drawn where there are values', () => {
	expect(barsPath([2, 0, null, 4], 4)).toBe('M0.14 4V2H0.86V4zM3.14 4V0H3.86V4z');
	expect(stepsPath([2, 0, null, 4], 4)).toBe('M0 2H1V4H2M3 0H4');
});
