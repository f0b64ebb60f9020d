import { z } from 'zod';
import { PREPARE_MS, type Times } from './deadline.ts';
import { EmailError, type Email, type MailService } from '../sending/mail-service.ts';
import type { Failure, Outbox, Outcome } from './notifications-api.ts';
import { renderReplyEmail } from '../mail/reply-email.ts';
import type { Claim } from '../request-body.ts';

/** How many calls of the database are under way at most. */
export const CALLS_AT_ONCE = 10;

/** With less left than that, a mail is better not begun: a try that is cut off counts. */
export const LEAST_SEND_MS = 500;

/** What the handling of one request has to do with. */
export interface Run {
	outbox: Outbox;
	service: MailService;
	times: Times;
	/** Never told keys, addresses or what people write. */
	log(line: string): void;
}

/** What became of a notification; `unknown` when the database could not be told. */
export type Ending = 'sent' | 'skipped' | 'failed' | 'postponed' | 'unknown';

/** For a mail whose turn did not come. It costs none of its tries. */
export const NO_TIME: Failure = {
	status: 'failed',
	error: 'No time was left in this run.',
	retry: true,
	retryAfter: 1
};

/** Each notification on its own, as many at a time as the mail service takes. */
export function notifyEach(claims: readonly Claim[], run: Run): Promise<Ending[]> {
	return mapAtOnce(claims, run.service.atOnce, (claim) => notifyOne(claim, run));
}

/** Prepared right before it is sent, recorded right after. */
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

/** The mail, or null when there is nothing to send any more, or why there is none. Never rejects. */
export async function prepareMail(
	claim: Claim,
	{ outbox }: Run,
	signal: AbortSignal
): Promise<Email | null | Failure> {
	try {
		const reply = await outbox.prepare(claim, signal);
		return reply && renderReplyEmail(reply);
	} catch (error) {
		return toFailure(error);
	}
}

/** Tells the database how it ended. Never rejects. */
export async function conclude(claim: Claim, outcome: Outcome, run: Run): Promise<Ending> {
	try {
		await run.outbox.record(claim, outcome);
	} catch (error) {
		// The database asks again by itself when it hears nothing.
		run.log(`${claim.id}: ${outcome.status}, ${describe(error)}`);
		return 'unknown';
	}
	const ending = outcome.status === 'sent' ? 'sent' : outcome.retry ? 'postponed' : 'failed';
	run.log(`${claim.id}: ${ending}`);
	return ending;
}

/** Whatever is no fault of the mail's may be mended by another try. */
export function toFailure(error: unknown): Failure {
	const { retry, retryAfter, alone } = error instanceof EmailError ? error : ANY_FAULT;
	return { status: 'failed', error: describe(error), retry, retryAfter, alone };
}

const ANY_FAULT = { retry: true, retryAfter: undefined, alone: undefined };

/** An error of a schema tells which fields were wrong, and not what was in them. */
function describe(error: unknown): string {
	if (error instanceof z.ZodError) {
		return `Not understood: ${error.issues.map((issue) => issue.path.join('.')).join(', ')}`;
	}
	return error instanceof Error ? error.message : String(error);
}

/** The results in the order of the items, of which at most `atOnce` are dealt with at a time. */
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
