/**
 * Faults for tests, injected into the next requests to Storage, at /storage-faults of the gateway.
 *
 * `POST` with `{kind, operation?, times?}` queues one, `DELETE` removes them and lets go what they hold,
 * `GET` lists them and how many requests are held, and `GET ?held=2` answers once two are. Each request
 * takes the first of the queue whose `operation` is its own, such as storage.object.upload; one without
 * takes any. Kinds:
 * - `fail`: responds with `status` (default 500) and `body`; nothing is done
 * - `hold`: does nothing until `DELETE`, then what was asked
 * - `lost_answer`: does what was asked and never responds
 */
import { z } from 'zod';

const common = { operation: z.string().optional(), times: z.int().min(1).default(1) };

const faultSchema = z.discriminatedUnion('kind', [
	z.strictObject({
		kind: z.literal('fail'),
		...common,
		status: z.int().min(400).max(599).default(500),
		body: z.record(z.string(), z.unknown()).optional()
	}),
	z.strictObject({ kind: z.literal('hold'), ...common }),
	z.strictObject({ kind: z.literal('lost_answer'), ...common })
]);

type Fault = z.infer<typeof faultSchema>;

/** The error of a fault without a body of its own. */
const INTERNAL = {
	...{ statusCode: '500', code: 'InternalError', error: 'Internal' },
	message: 'A fault that a test asked for.'
};

export class Faults {
	#queue: Fault[] = [];
	#held = 0;
	#changed = Promise.withResolvers<void>();
	#released = Promise.withResolvers<void>();

	/** Responds to a request with the result of `work`, or as a fault of its operation says. */
	async around(operation: string, work: () => Promise<Response>): Promise<Response> {
		const fault = this.#take(operation);
		if (fault?.kind === 'fail') {
			return Response.json(fault.body ?? INTERNAL, { status: fault.status });
		}
		if (fault?.kind === 'hold') await this.#hold();
		const response = await work();
		return fault?.kind === 'lost_answer' ? new Promise<never>(() => {}) : response;
	}

	/** Serves /storage-faults. */
	async fetch(request: Request): Promise<Response> {
		if (request.method === 'DELETE') {
			this.release();
			return new Response(null, { status: 204 });
		}
		if (request.method === 'POST') {
			const fault = faultSchema.safeParse(await request.json().catch(() => undefined));
			if (!fault.success) return Response.json({ error: fault.error.message }, { status: 422 });
			this.#queue.push(fault.data);
			return Response.json(this.#queue, { status: 201 });
		}
		const awaited = Number(new URL(request.url).searchParams.get('held') ?? 0);
		while (this.#held < awaited) await this.#changed.promise;
		return Response.json({ faults: this.#queue, held: this.#held });
	}

	/** Removes all faults and continues the requests that they hold. */
	release(): void {
		this.#queue = [];
		this.#held = 0;
		this.#released.resolve();
		this.#released = Promise.withResolvers();
	}

	#take(operation: string): Fault | undefined {
		const at = this.#queue.findIndex((it) => (it.operation ?? operation) === operation);
		const fault = this.#queue[at];
		if (fault && --fault.times === 0) this.#queue.splice(at, 1);
		return fault;
	}

	async #hold(): Promise<void> {
		this.#held++;
		this.#changed.resolve();
		this.#changed = Promise.withResolvers();
		await this.#released.promise;
	}
}
