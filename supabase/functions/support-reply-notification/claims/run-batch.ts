import type { Email, MailService } from '../sending/mail-service.ts';
import type { Failure, Outcome } from './notifications-api.ts';
import type { Claim } from '../request-body.ts';
import {
	CALLS_AT_ONCE,
	conclude,
	LEAST_SEND_MS,
	mapAtOnce,
	NO_TIME,
	prepareMail,
	SENT,
	toFailure,
	type Ending,
	type Run
} from './run.ts';

/** A service that sends many e-mails in one call. */
export type BatchService = MailService & Required<Pick<MailService, 'sendBatch'>>;

type Prepared = Email | null | Failure;

/**
 * Sends all e-mails of a batch in one call under the batch's id, even when only one is left.
 *
 * Why each goes out once: members with an unknown outcome are retried only together under the same id,
 * and a member never rejoins a batch. So when the mail service knows the id with other contents, the
 * earlier call contained every e-mail of this one. A member that cannot be part of the call must
 * therefore be recorded as having left before the call; otherwise the retry would count it as sent. When
 * that cannot be recorded, nothing is sent.
 */
export async function notifyBatch(
	claims: readonly Claim[],
	batchId: string,
	run: Run & { service: BatchService }
): Promise<Ending[]> {
	const all = await mapAtOnce(claims, CALLS_AT_ONCE, (claim) => prepare(claim, run));
	const mails = all.filter(isMail);
	const early = await mapAtOnce([...all.entries()], CALLS_AT_ONCE, ([index, prepared]) =>
		leave(claims[index]!, prepared, mails.length > 0, run)
	);
	const isHeldBack = early.includes('unknown');
	const outcomes = isHeldBack ? mails.map(() => HELD_BACK) : await send(mails, batchId, run);
	const rest = outcomes.values();
	const late = all.map((prepared) => (isMail(prepared) ? rest.next().value : undefined));
	return mapAtOnce([...late.entries()], CALLS_AT_ONCE, ([index, outcome]) =>
		outcome ? conclude(claims[index]!, outcome, run) : Promise.resolve(early[index]!)
	);
}

const HELD_BACK: Failure = {
	status: 'failed',
	error: 'The batch was held back: a member that left it could not be recorded.',
	retry: true
};

function prepare(claim: Claim, run: Run): Promise<Prepared> {
	const { prepare: deadline } = run.times;
	return deadline.left === 0
		? Promise.resolve(NO_TIME)
		: prepareMail(claim, run, deadline.signal());
}

/** Records that a member leaves the call; undefined for a member that stays. */
async function leave(
	claim: Claim,
	prepared: Prepared,
	hasMails: boolean,
	run: Run
): Promise<Ending | undefined> {
	if (isMail(prepared)) return undefined;
	if (prepared) {
		// Without a call the members may stay together.
		return await conclude(claim, { ...prepared, alone: hasMails && prepared.retry }, run);
	}
	if (!hasMails) return 'skipped';
	const ending = await conclude(claim, PREPARED_ELSEWHERE, run);
	return ending === 'unknown' ? ending : 'skipped';
}

/**
 * For a member with nothing left to send: a duplicate of this request may have prepared it and stopped
 * before sending. For a notification that is finished, recording this changes nothing.
 */
const PREPARED_ELSEWHERE: Failure = {
	status: 'failed',
	error: 'Another request has prepared it.',
	retry: true,
	alone: true
};

/** Sends the e-mails in one call. @returns the outcome of each */
async function send(
	emails: Email[],
	batchId: string,
	{ service, times }: Run & { service: BatchService }
): Promise<Outcome[]> {
	if (emails.length === 0) return [];
	if (times.send.left < LEAST_SEND_MS) return emails.map(() => NO_TIME);
	try {
		const errors = await service.sendBatch(emails, batchId);
		return emails.map((_, index) => (errors[index] ? toFailure(errors[index]) : SENT));
	} catch (error) {
		return emails.map(() => toFailure(error));
	}
}

function isMail(prepared: Prepared): prepared is Email {
	return prepared !== null && !('status' in prepared);
}
