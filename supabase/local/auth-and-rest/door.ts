/** The answer of PostgREST without a database (its error PGRST001), which Auth's callers retry too. */
const NO_DATABASE = {
	code: 'PGRST001',
	details: null,
	hint: null,
	message: 'Could not connect with the database. Retrying the connection.'
};

/** Requests that still run after this time are left to their fate. */
const PATIENCE_MS = 2_000;

/**
 * The way in to REST and Auth, which can be closed while Postgres restarts. Lite must be idle then:
 * its driver (postgres 3.4.9) ends the whole process when a connection closes under a query that it
 * is about to write.
 */
export class Door {
	#closed = false;
	#inside = 0;

	/** Answers a request by `answer`, or with 503 while the door is closed. */
	async enter(answer: () => Promise<Response>): Promise<Response> {
		if (this.#closed) return Response.json(NO_DATABASE, { status: 503 });
		this.#inside++;
		try {
			return await answer();
		} finally {
			this.#inside--;
		}
	}

	/** Does something while nobody is inside. Rejects as `work` does. */
	async whileClosed(work: () => Promise<void>): Promise<void> {
		this.#closed = true;
		try {
			const deadline = Date.now() + PATIENCE_MS;
			while (this.#inside > 0 && Date.now() < deadline) {
				await new Promise((resolve) => setTimeout(resolve, 10));
			}
			await work();
		} finally {
			this.#closed = false;
		}
	}
}
