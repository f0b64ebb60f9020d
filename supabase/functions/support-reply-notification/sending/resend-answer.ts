import { EmailError, isWorthRetry } from './mail-service.ts';

/** Seconds before a retry when the daily or monthly quota is used up. */
const QUOTA_SECONDS = 3600;
const QUOTAS = ['daily_quota_exceeded', 'monthly_quota_exceeded'];
const LONGEST_ERROR = 500;

/** A result of Resend's package. */
export interface Answer {
	data: unknown;
	error: { name?: unknown; statusCode?: unknown; message?: unknown } | null;
	headers: Record<string, string> | null;
}

/**
 * Why nothing was accepted; undefined when it was, by this call or an earlier one with the same key.
 *
 * @param isBatch whether several e-mails were sent: the one that caused a refusal is then unknown, so
 *   each must be retried separately
 */
export function readRefusal({ data, error, headers }: Answer, isBatch: boolean) {
	if (data) return undefined;
	const { name, message } = error ?? {};
	// An earlier call with this key and other contents was accepted: the e-mails are on their way.
	if (name === 'invalid_idempotent_request') return undefined;
	// A proxy may respond in any shape.
	const status = typeof error?.statusCode === 'number' ? error.statusCode : null;
	const isContent = ![401, 403].includes(status ?? 0);
	const isUnderWay = name === 'concurrent_idempotent_requests';
	const mayRetry = isUnderWay || isWorthRetry(status);
	const text = `${name ?? 'unknown'} (${status ?? 'no answer'}): ${message ?? ''}`;
	return new EmailError(text.slice(0, LONGEST_ERROR), {
		retry: mayRetry || (isBatch && isContent),
		retryAfter: status === 429 ? readSeconds(String(name), headers) : undefined,
		alone: isBatch && isContent && !mayRetry
	});
}

/** Seconds before a retry. An exhausted quota does not recover within seconds. */
function readSeconds(name: string, headers: Answer['headers']): number {
	if (QUOTAS.includes(name)) return QUOTA_SECONDS;
	const seconds = Number(headers?.['retry-after']);
	return Number.isFinite(seconds) && seconds > 0 ? seconds : 1;
}

/** For each e-mail of an accepted batch why it was refused, from `errors: [{index, message}]`, or undefined. */
export function readBatchErrors({ data }: Answer, count: number): (EmailError | undefined)[] {
	const result: (EmailError | undefined)[] = Array.from({ length: count }, () => undefined);
	const errors = (data as { errors?: unknown } | null)?.errors;
	for (const { index, message } of Array.isArray(errors) ? errors : []) {
		const text = `validation_error (in a batch): ${message}`.slice(0, LONGEST_ERROR);
		if (typeof index === 'number' && index in result)
			result[index] = new EmailError(text, { retry: false });
	}
	return result;
}
