/**
 * Faults for tests: what goes wrong with the next calls of `POST /emails`.
 *
 * `POST /faults` with `{kind, times?}` queues one, `GET /faults` lists those still to come,
 * `DELETE /faults` removes them. Each request takes the first of the queue. Kinds:
 * - `fail`: answers `status` (default 500), 429 with `retry-after`; nothing is stored
 * - `timeout`: never answers; nothing is stored
 * - `lost_answer`: stores the mail and never answers
 * - `slow`: stores the mail and answers after `milliseconds` (default 1000); until then its
 *   idempotency key counts as in progress
 * - `twice`: the request arrives twice, as when something on the way repeats it; the second
 *   answer is given. An idempotency key makes that one mail
 */
import { z } from 'zod';

const times = z.int().min(1).default(1);

export const faultSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('fail'),
		times,
		status: z.int().min(400).max(599).default(500)
	}),
	z.strictObject({ kind: z.literal('timeout'), times }),
	z.strictObject({ kind: z.literal('lost_answer'), times }),
	z.strictObject({
		kind: z.literal('slow'),
		times,
		milliseconds: z.int().min(0).default(1000)
	}),
	z.strictObject({ kind: z.literal('twice'), times })
]);

export type Fault = z.infer<typeof faultSchema>;

export class Faults {
	#queue: Fault[] = [];

	add(fault: Fault): void {
		this.#queue.push({ ...fault });
	}

	/** Those still to come; `times` counts down. */
	list(): readonly Fault[] {
		return this.#queue;
	}

	/** The fault of this request, if it has one. */
	take(): Fault | undefined {
		const first = this.#queue[0];
		if (first && --first.times === 0) this.#queue.shift();
		return first;
	}

	clear(): void {
		this.#queue = [];
	}
}
