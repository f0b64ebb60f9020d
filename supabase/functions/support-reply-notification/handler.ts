import type { Clock } from '../_shared/support-chat/deadline.ts';
import { BodyError } from '../_shared/support-chat/read-json.ts';
import { startTimes } from './claims/times.ts';
import type { MailService, OpenMailService } from './sending/mail-service.ts';
import type { Outbox } from './claims/notifications-api.ts';
import { readBody, type Wanted } from './request-body.ts';
import { notifyBatch, type BatchService } from './claims/run-batch.ts';
import { notifyEach, type Ending, type Run } from './claims/run.ts';

export interface Dependencies {
	outbox: Outbox;
	openMailService: OpenMailService;
	clock: Clock;
	/** Keeps the worker alive for `work` after the response. */
	keepAlive(work: Promise<unknown>): void;
	/** Must never receive keys, addresses or message contents. */
	log(line: string): void;
}

/**
 * Sends the e-mails of claimed notifications and reports each outcome to the database, which decides on
 * retries, and to the caller as HTTP status: 4xx is permanent, 5xx may succeed on a retry.
 *
 * Needs no key: a claim is a secret made by the database, valid for one attempt at one e-mail, and a
 * request without one has no effect.
 */
export async function handleRequest(
	request: Request,
	dependencies: Dependencies
): Promise<Response> {
	if (request.method !== 'POST') {
		return answer(405, { error: 'Use POST.' }, { allow: 'POST' });
	}
	try {
		return await notify(await readBody(request), dependencies);
	} catch (error) {
		if (error instanceof BodyError) return answer(error.status, { error: error.message });
		throw error;
	}
}

async function notify(
	wanted: Wanted,
	{ outbox, openMailService, clock, keepAlive, log }: Dependencies
): Promise<Response> {
	const times = startTimes(clock);
	const service = openMailService(times.send);
	const work = run(wanted, { outbox, service, times, log }).finally(() => service.close());
	keepAlive(work);
	const endings = await times.answer.limit(work);
	if (!endings) return answer(503, { status: 'unknown' });
	return wanted.batchId === undefined ? answerOne(endings[0]!) : answerMany(endings);
}

function run({ claims, batchId }: Wanted, context: Run): Promise<Ending[]> {
	const { service } = context;
	if (batchId === undefined || !takesBatches(service)) return notifyEach(claims, context);
	return notifyBatch(claims, batchId, { ...context, service });
}

function takesBatches(service: MailService): service is BatchService {
	return service.sendBatch !== undefined;
}

function answerOne(ending: Ending): Response {
	if (ending === 'failed') return answer(422, { status: 'failed', retry: false });
	if (ending === 'postponed') return answer(503, { status: 'failed', retry: true });
	return answer(ending === 'unknown' ? 503 : 200, { status: ending });
}

/** Responds with the number of notifications per ending. */
function answerMany(endings: Ending[]): Response {
	const counts: Partial<Record<Ending, number>> = {};
	for (const ending of endings) counts[ending] = (counts[ending] ?? 0) + 1;
	return answer(counts.unknown ? 503 : 200, counts);
}

function answer(status: number, body: object, headers: Record<string, string> = {}): Response {
	return Response.json(body, { status, headers });
}
