import { Resend } from 'resend';
import { systemClock, type Clock } from '../../_shared/support-chat/deadline.ts';
import { formatSender } from './mail-address.ts';
import { type Email, type OpenMailService } from './mail-service.ts';
import { patiently } from '../claims/patience.ts';
import { readBatchErrors, readRefusal, type Answer } from './resend-answer.ts';

export interface ResendOptions {
	apiKey: string;
	/** Resend's own URL if omitted. */
	baseUrl?: string | undefined;
	clock?: Clock;
}

/** Sends through Resend, which stores an idempotency key and its request for 24 hours. */
export function sendWithResend({ apiKey, baseUrl, clock }: ResendOptions): OpenMailService {
	const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
	return (deadline) => {
		const ask = (call: () => Promise<Answer>, isBatch: boolean) =>
			patiently(
				async () => {
					const answer = await call();
					const refusal = readRefusal(answer, isBatch);
					if (refusal) throw refusal;
					return answer;
				},
				deadline,
				clock ?? systemClock
			);
		return {
			atOnce: 1,
			send: async (email, id) => {
				const options = { idempotencyKey: id };
				await ask(
					() => resend.emails.send(toResend(email), { ...options, signal: deadline.signal() }),
					false
				);
			},
			sendBatch: async (emails, batchId) => {
				const options = { idempotencyKey: batchId, batchValidation: 'permissive' as const };
				const mails = emails.map(toResend);
				const answer = await ask(
					() => resend.batch.send(mails, { ...options, signal: deadline.signal() }),
					true
				);
				return readBatchErrors(answer, emails.length);
			},
			close: () => undefined
		};
	};
}

function toResend({ from, ...email }: Email) {
	return { from: formatSender(from), ...email };
}
