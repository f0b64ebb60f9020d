/**
 * Resend's API for e-mails: `POST /emails`, `GET /emails`, `GET /emails/<id>`.
 * Differences: any API key will do; reading needs none; `GET /emails/<id>` also gives `headers`;
 * `DELETE /emails` empties the mailbox; a mail is `delivered` at once.
 */
import { Hono } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { ResendError } from './errors.ts';
import { faultSchema } from './faults.ts';
import type { Fault, Faults } from './faults.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import type { Mail, Mails } from './mails.ts';
import { readMail } from './read-mail.ts';

const MOST_LISTED = 100;

/** The routes of the API and of its faults. `stopping` ends what waits. */
export function resendApi(
	mails: Mails,
	keys: IdempotencyKeys,
	faults: Faults,
	stopping: AbortSignal
): Hono {
	const api = new Hono();

	api.post('/emails', async (context) => {
		requireKey(context.req.header('authorization'));
		const fault = faults.take();
		const key = context.req.header('idempotency-key');
		const body: unknown = await context.req.json().catch(() => undefined);
		const send = () =>
			keys.once(key, body, async () => {
				const mail = readMail(body);
				if (fault?.kind === 'slow')
					await sleep(fault.milliseconds, undefined, { signal: stopping });
				return mails.add(mail).id;
			});
		return answer(fault, send);
	});

	api.get('/emails', (context) => {
		const { limit, after } = context.req.query();
		const size = Math.min(Number(limit ?? 20) || 20, MOST_LISTED);
		const all = mails.list();
		const start = after ? all.findIndex((mail) => mail.id === after) + 1 : 0;
		const page = all.slice(start, start + size);
		const hasMore = start + size < all.length;
		return context.json({ object: 'list', has_more: hasMore, data: page.map(summarize) });
	});

	api.get('/emails/:id', (context) => {
		const mail = mails.find(context.req.param('id'));
		if (!mail) throw new ResendError(404, 'not_found', 'Email not found');
		const { html = null, text = null, headers = {} } = mail;
		return context.json({ object: 'email', ...summarize(mail), html, text, headers });
	});

	api.delete('/emails', (context) => {
		mails.clear();
		keys.clear();
		return context.body(null, 204);
	});

	api.get('/faults', (context) => context.json(faults.list()));

	api.post('/faults', async (context) => {
		const fault = faultSchema.safeParse(await context.req.json().catch(() => undefined));
		if (!fault.success) throw new ResendError(422, 'validation_error', fault.error.message);
		faults.add(fault.data);
		return context.json(faults.list(), 201);
	});

	api.delete('/faults', (context) => {
		faults.clear();
		return context.body(null, 204);
	});

	return api;
}

function requireKey(authorization: string | undefined): void {
	if (!/^Bearer \S/i.test(authorization ?? '')) {
		throw new ResendError(401, 'missing_api_key', 'Missing API Key');
	}
}

async function answer(fault: Fault | undefined, send: () => Promise<string>): Promise<Response> {
	if (fault?.kind === 'fail') return failure(fault.status);
	if (fault?.kind === 'timeout') return never();
	const first = await send();
	if (fault?.kind === 'lost_answer') return never();
	return Response.json({ id: fault?.kind === 'twice' ? await send() : first });
}

function failure(status: number): Response {
	if (status === 429) {
		const error = new ResendError(status, 'rate_limit_exceeded', 'Too many requests.');
		return error.toResponse({ 'retry-after': '1' });
	}
	const name = status < 500 ? 'validation_error' : 'application_error';
	return new ResendError(status, name, 'A fault that a test asked for.').toResponse();
}

function never(): Promise<Response> {
	return new Promise(() => undefined);
}

function summarize(mail: Mail) {
	return {
		id: mail.id,
		to: mail.to,
		from: mail.from,
		created_at: mail.createdAt.toISOString(),
		subject: mail.subject,
		cc: mail.cc ?? null,
		bcc: mail.bcc ?? null,
		reply_to: mail.replyTo ?? null,
		last_event: 'delivered',
		scheduled_at: mail.scheduledAt ?? null
	};
}
