import { z } from 'zod';
import { PREPARE_MS, type Times } from './times.ts';
import { EmailError, type Email, type MailService } from '../sending/mail-service.ts';
import type { Failure, Outbox, Outcome } from './notifications-api.ts';
import { renderAlertEmail } from '../mail/alert-email.ts';
import { renderReplyEmail } from '../mail/reply-email.ts';
import type { Claim } from '../request-body.ts';

/** Maximum number of concurrent database calls. */
export const CALLS_AT_ONCE = 10;

/** With less time left, sending does not start: an interrupted attempt counts. */
export const LEAST_SEND_MS = 500;

/** The context of one request. */
export interface Run {
	outbox: Outbox;
	service: MailService;
	times: Times;
	/** Must never receive keys, addresses or message contents. */
	log(line: string): void;
}

/** The final state of a notification; `unknown` when it could not be recorded. */
export type Ending = 'sent' | 'skipped' | 'failed' | 'postponed' | 'unknown';

/** For an e-mail that was not started in time. Does not count as an attempt. */
export const NO_TIME: Failure = {
	status: 'failed',
	error: 'No time was left in this run.',
	retry: true,
	retryAfter: 1
};

/** Sends each notification separately, at most `service.atOnce` at a time. */
export function notifyEach(claims: readonly Claim[], run: Run): Promise<Ending[]> {
	return mapAtOnce(claims, run.service.atOnce, (claim) => notifyOne(claim, run));
}

/** Prepares right before sending and records right after, so that a crash affects few e-mails. */
async function notifyOne(claim: Claim, run: Run): Promise<Ending> {
	const { service, times } = run;
	if (times.send.left < LEAST_SEND_MS) return conclude(claim, NO_TIME, run);
	const prepared = await prepareMail(claim, run, times.send.signal(PREPARE_MS));
	if (!prepared) return 'skipped';
	if ('status' in prepared) return conclude(claim, prepared, run);
	const outcome = await service.send(prepared, claim.id).then(() => SENT, toFailure);
	return conclude(claim, outcome, run);
}

export const SENT: Outcome = { status: 'sent' };

/** The e-mail, null when nothing is left to send, or the failure. Never rejects. */
export async function prepareMail(
	claim: Claim,
	{ outbox }: Run,
	signal: AbortSignal
): Promise<Email | null | Failure> {
	try {
		const content = await outbox.prepare(claim, signal);
		if (!content) return null;
		return 'kind' in content ? renderAlertEmail(content) : renderReplyEmail(content);
	} catch (error) {
		return toFailure(error);
	}
}

/** Records the outcome in the database. Never rejects. */
export async function conclude(claim: Claim, outcome: Outcome, run: Run): Promise<Ending> {
	try {
		await run.outbox.record(claim, outcome);
	} catch (error) {
		// The database retries by itself when it gets no report.
		run.log(`${claim.id}: ${outcome.status}, ${describe(error)}`);
		return 'unknown';
	}
	const ending = outcome.status === 'sent' ? 'sent' : outcome.retry ? 'postponed' : 'failed';
	run.log(`${claim.id}: ${ending}`);
	return ending;
}

/** Any error as a failure; all but an `EmailError` are worth a retry. */
export function toFailure(error: unknown): Failure {
	const { retry, retryAfter, alone } = error instanceof EmailError ? error : ANY_FAULT;
	return { status: 'failed', error: describe(error), retry, retryAfter, alone };
}

const ANY_FAULT = { retry: true, retryAfter: undefined, alone: undefined };

/** For a schema error only the names of the wrong fields, not their values. */
function describe(error: unknown): string {
	if (error instanceof z.ZodError) {
		return `Not understood: ${error.issues.map((issue) => issue.path.join('.')).join(', ')}`;
	}
	return error instanceof Error ? error.message : String(error);
}

/** Maps items with at most `atOnce` calls of `work` at a time; results keep the order of the items. */
export async function mapAtOnce<Item, Result>(
	items: readonly Item[],
	atOnce: number,
	work: (item: Item) => Promise<Result>
): Promise<Result[]> {
	const results: Result[] = [];
	let next = 0;
	const workers = Array.from({ length: Math.min(atOnce, items.length) }, async () => {
		while (next < items.length) {
			const index = next++;
			results[index] = await work(items[index]!);
		}
	});
	await Promise.all(workers);
	return results;
}
