import { Resend } from 'resend';
import { EmailError, isWorthRetry, type SendEmail } from './send-email.ts';

const TIMEOUT_MS = 10_000;

export interface ResendOptions {
	apiKey: string;
	/** Resend's own address when left out. */
	baseUrl?: string | undefined;
	timeout?: number;
}

/** Sends through Resend, which remembers an idempotency key for 24 hours. */
export function sendWithResend({ apiKey, baseUrl, timeout }: ResendOptions): SendEmail {
	const resend = new Resend(apiKey, baseUrl ? { baseUrl } : {});
	return async (email, idempotencyKey) => {
		const { error, headers } = await resend.emails.send(email, {
			idempotencyKey,
			signal: AbortSignal.timeout(timeout ?? TIMEOUT_MS)
		});
		// A mail with this key was accepted before, with another text: it is on its way.
		if (!error || error.name === 'invalid_idempotent_request') return;
		const isUnderWay = error.name === 'concurrent_idempotent_requests';
		throw new EmailError(`${error.name} (${error.statusCode ?? 'no answer'}): ${error.message}`, {
			retry: isUnderWay || isWorthRetry(error.statusCode),
			// A quota that is used up is also a 429, but does not mend within seconds.
			retryAfter: error.name === 'rate_limit_exceeded' ? readSeconds(headers) : undefined
		});
	};
}

function readSeconds(headers: Record<string, string> | null): number {
	const seconds = Number(headers?.['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? seconds : 1;
}
