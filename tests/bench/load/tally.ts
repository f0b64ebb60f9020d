import type { GeneratorResult } from './plan.ts';

/** What one generator measures while it sends and receives. */
export class Tally {
	readonly chatDeliveries: number[] = [];
	readonly inboxDeliveries: number[] = [];
	readonly answers: number[] = [];
	readonly wrong: string[] = [];
	readonly failed: string[] = [];
	refetched = 0;

	/** Measures one insert. */
	async timeAnswer<Value>(insert: () => Promise<Value>): Promise<Value> {
		const start = performance.now();
		const value = await insert();
		this.answers.push(performance.now() - start);
		return value;
	}

	/** @param own CPU time in milliseconds and lateness of timers */
	result(own: Pick<GeneratorResult, 'cpuMs' | 'lateMs'>): GeneratorResult {
		const { chatDeliveries, inboxDeliveries, answers, wrong, refetched } = this;
		return { chatDeliveries, inboxDeliveries, answers, wrong, refetched, ...own };
	}
}

/** The first number that is not greater than the one before it, or null. */
export function inversionOf(numbers: readonly number[]): number | null {
	return numbers.find((number, index) => index > 0 && number <= numbers[index - 1]!) ?? null;
}
