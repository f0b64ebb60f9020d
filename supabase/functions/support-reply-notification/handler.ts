import { z } from 'zod';
import type { Outbox, Outcome } from './outbox.ts';
import { renderReplyEmail } from './reply-email.ts';
import { isSecretKey } from './secret-key.ts';
import { EmailError, type SendEmail } from './send-email.ts';

export interface Dependencies {
	/** Keys that may call the function. */
	secretKeys: readonly string[];
	/** The database, opened with the key that the caller has shown. */
	openOutbox(key: string): Outbox;
	sendEmail: SendEmail;
	/** Never told keys, addresses or what people write. */
	log(line: string): void;
}

const requestBody = z.strictObject({ notification_id: z.uuid() });

/**
 * Sends the mail of one claimed notification and reports how it ended: to the database, which decides
 * about another try, and to the caller as the status. 4xx cannot be mended by another try, 5xx may.
 */
export async function handleRequest(
	request: Request,
	dependencies: Dependencies
): Promise<Response> {
	if (request.method !== 'POST') {
		return answer(405, { error: 'Only POST is answered.' }, { allow: 'POST' });
	}
	const key = request.headers.get('apikey');
	if (!key || !isSecretKey(key, dependencies.secretKeys)) {
		return answer(401, { error: 'The header apikey must hold a secret key of this project.' });
	}
	const body = requestBody.safeParse(await request.json().catch(() => undefined));
	if (!body.success) {
		return answer(400, { error: 'The body must be {"notification_id": "<uuid>"}.' });
	}
	const id = body.data.notification_id;
	try {
		return await notify(id, dependencies.openOutbox(key), dependencies);
	} catch (error) {
		// The database was not reached, or its answer not understood. It asks again by itself.
		dependencies.log(`${id}: ${describe(error)}`);
		return answer(503, { status: 'unknown' });
	}
}

async function notify(
	id: string,
	outbox: Outbox,
	{ sendEmail, log }: Dependencies
): Promise<Response> {
	const replyEmail = await outbox.prepare(id);
	if (!replyEmail) return answer(200, { status: 'skipped' });
	const outcome = await attempt(() => sendEmail(renderReplyEmail(replyEmail), id));
	await outbox.record(id, outcome);
	log(`${id}: ${outcome.status}`);
	if (outcome.status === 'sent') return answer(200, { status: 'sent' });
	return answer(outcome.retry ? 503 : 422, { status: 'failed', retry: outcome.retry });
}

async function attempt(send: () => Promise<void>): Promise<Outcome> {
	try {
		await send();
		return { status: 'sent' };
	} catch (error) {
		const retry = error instanceof EmailError ? error.retry : true;
		return { status: 'failed', error: describe(error), retry };
	}
}

/** An error of a schema tells which fields were wrong, and not what was in them. */
function describe(error: unknown): string {
	if (error instanceof z.ZodError) {
		return `Not understood: ${error.issues.map((issue) => issue.path.join('.')).join(', ')}`;
	}
	return error instanceof Error ? error.message : String(error);
}

function answer(
	status: number,
	body: Record<string, unknown>,
	headers: Record<string, string> = {}
): Response {
	return Response.json(body, { status, headers });
}
