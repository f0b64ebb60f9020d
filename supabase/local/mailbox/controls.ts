/** Fault injection for tests: `/faults` (faults.ts) and `/rate-limit` (rate-limit.ts). */
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { ZodType } from 'zod';
import { ResendError } from './errors.ts';
import { faultSchema } from './faults.ts';
import type { Faults } from './faults.ts';
import { rateLimitSchema } from './rate-limit.ts';
import type { RateLimit } from './rate-limit.ts';

/** Answers a malformed body as the API does, by a ResendError. */
export function controls(faults: Faults, limit: RateLimit): Hono {
	const app = new Hono();
	app.get('/faults', (context) => context.json(faults.list()));
	app.post('/faults', async (context) => {
		faults.add(await read(context, faultSchema));
		return context.json(faults.list(), 201);
	});
	app.delete('/faults', (context) => {
		faults.clear();
		return context.body(null, 204);
	});
	app.post('/rate-limit', async (context) => {
		limit.set((await read(context, rateLimitSchema)).per_second);
		return context.body(null, 204);
	});
	app.delete('/rate-limit', (context) => {
		limit.clear();
		return context.body(null, 204);
	});
	return app;
}

async function read<Body>(context: Context, schema: ZodType<Body>): Promise<Body> {
	const body = schema.safeParse(await context.req.json().catch(() => undefined));
	if (!body.success) throw new ResendError(422, 'validation_error', body.error.message);
	return body.data;
}
