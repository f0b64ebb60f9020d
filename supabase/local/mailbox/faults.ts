/**
 * Faults for tests, injected into the next calls of `POST /emails` and `POST /emails/batch`.
 *
 * `POST /faults` with `{kind, times?}` queues one, `GET /faults` lists the pending ones, `DELETE
 * /faults` removes them. Each request takes the first of the queue. Kinds:
 * - `fail`: responds with `status` (default 500; 429 with `retry-after`) and `name` as the error's name
 *   if given; nothing is stored
 * - `timeout`: never responds; nothing is stored
 * - `lost_answer`: stores the e-mails and never responds
 * - `slow`: stores the e-mails and responds after `milliseconds` (default 1000); until then their
 *   idempotency key counts as in progress
 * - `twice`: the request arrives twice, as when a proxy repeats it, and the second response is
 *   returned. An idempotency key makes that one request
 */
import { z } from 'zod';
import { ResendError } from './errors.ts';

const times = z.int().min(1).default(1);

export const faultSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('fail'),
		times,
		status: z.int().min(400).max(599).default(500),
		name: z.string().min(1).optional()
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

/** The queue of faults. */
export class Faults {
	#queue: Fault[] = [];

	add(fault: Fault): void {
		this.#queue.push({ ...fault });
	}

	/** The pending faults; `times` counts down. */
	list(): readonly Fault[] {
		return this.#queue;
	}

	/** Takes the fault for the current request, if any. */
	take(): Fault | undefined {
		const first = this.#queue[0];
		if (first && --first.times === 0) this.#queue.shift();
		return first;
	}

	clear(): void {
		this.#queue = [];
	}
}

/** Responds with the result of `send`, or as the fault specifies. */
export async function answerWith(
	fault: Fault | undefined,
	send: () => Promise<object>
): Promise<Response> {
	if (fault?.kind === 'fail') return failure(fault.status, fault.name);
	if (fault?.kind === 'timeout') return never();
	const first = await send();
	if (fault?.kind === 'lost_answer') return never();
	return Response.json(fault?.kind === 'twice' ? await send() : first);
}

function failure(status: number, name?: string): Response {
	if (status === 429) {
		const error = new ResendError(status, name ?? 'rate_limit_exceeded', 'Too many requests.');
		return error.toResponse({ 'retry-after': '1' });
	}
	const usual = status < 500 ? 'validation_error' : 'application_error';
	return new ResendError(status, name ?? usual, 'A fault that a test asked for.').toResponse();
}

function never(): Promise<Response> {
	return new Promise(() => undefined);
}
