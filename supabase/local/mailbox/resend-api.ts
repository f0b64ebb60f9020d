/**
 * Resend's API for e-mails: `POST /emails`, `POST /emails/batch`, `GET /emails`, `GET /emails/<id>`.
 * Differences: any API key is accepted; reading needs none; `GET /emails/<id>` also returns `headers`;
 * `DELETE /emails` empties the mailbox; an e-mail is `delivered` at once; there is no rate limit until a
 * test sets one (rate-limit.ts).
 */
import { Hono } from 'hono';
import type { Context } from 'hono';
import { setTimeout as sleep } from 'node:timers/promises';
import { ResendError } from './errors.ts';
import { answerWith } from './faults.ts';
import type { Faults } from './faults.ts';
import type { IdempotencyKeys } from './idempotency.ts';
import type { Mail, Mails } from './mails.ts';
import type { RateLimit } from './rate-limit.ts';
import { readBatch } from './read-batch.ts';
import { readMail } from './read-mail.ts';

const MOST_LISTED = 100;

/** The state of the API. */
export interface Post {
	mails: Mails;
	keys: IdempotencyKeys;
	faults: Faults;
	limit: RateLimit;
	/** Aborts pending waits. */
	stopping: AbortSignal;
}

/** Validates a body and returns a function that stores it and builds the response. @throws ResendError */
type ReadBody = (body: unknown) => () => object;

export function resendApi(post: Post): Hono {
	const api = new Hono();
	addSending(api, post);
	addReading(api, post);
	return api;
}

function addSending(api: Hono, post: Post): void {
	const { mails } = post;
	api.post('/emails', (context) =>
		send(context, post, (body) => {
			const mail = readMail(body);
			return () => ({ id: mails.add(mail).id });
		})
	);
	api.post('/emails/batch', (context) =>
		send(context, post, (body) => {
			const isPermissive = context.req.header('x-batch-validation') === 'permissive';
			const batch = readBatch(body, isPermissive);
			return () => ({
				data: batch.mails.map((mail) => ({ id: mails.add(mail).id })),
				...(isPermissive ? { errors: batch.errors } : {})
			});
		})
	);
}

/** Handles one request, with one e-mail or many. */
async function send(context: Context, post: Post, read: ReadBody): Promise<Response> {
	requireKey(context.req.header('authorization'));
	const refusal = post.limit.check();
	if (refusal) return refusal;
	const fault = post.faults.take();
	const key = context.req.header('idempotency-key');
	const body: unknown = await context.req.json().catch(() => undefined);
	const store = async () => {
		const keep = read(body);
		const { stopping: signal } = post;
		if (fault?.kind === 'slow') await sleep(fault.milliseconds, undefined, { signal });
		return keep();
	};
	return answerWith(fault, () => post.keys.once(key, body, store));
}

function addReading(api: Hono, { mails, keys }: Post): void {
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
}

function requireKey(authorization: string | undefined): void {
	if (!/^Bearer \S/i.test(authorization ?? '')) {
		throw new ResendError(401, 'missing_api_key', 'Missing API Key');
	}
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
