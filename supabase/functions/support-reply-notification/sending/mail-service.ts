import type { Deadline } from '../../_shared/support-chat/deadline.ts';

/** The sender of an e-mail. The name may be empty; neither part is quoted or encoded. */
export interface Sender {
	name: string;
	address: string;
}

/** An e-mail, ready to send. */
export interface Email {
	from: Sender;
	to: string;
	subject: string;
	html: string;
	text: string;
	headers: Record<string, string>;
}

/** A mail service, open for the duration of one request. */
export interface MailService {
	/** Maximum number of concurrent `send` calls. */
	readonly atOnce: number;
	/**
	 * Sends an e-mail; idempotent by `id` where the service supports that.
	 *
	 * @throws EmailError when the service did not accept it
	 */
	send(email: Email, id: string): Promise<void>;
	/**
	 * Sends many e-mails in one call, idempotent by `batchId`. Undefined when the service has no batches.
	 *
	 * @returns for each e-mail why it alone was refused, or undefined
	 * @throws EmailError when none was accepted, or the outcome is unknown
	 */
	sendBatch?(emails: Email[], batchId: string): Promise<(EmailError | undefined)[]>;
	close(): void;
}

/** @param deadline by which the service must respond */
export type OpenMailService = (deadline: Deadline) => MailService;

interface EmailErrorOptions {
	retry: boolean;
	retryAfter?: number | undefined;
	alone?: boolean | undefined;
}

/** Why an e-mail was not accepted. */
export class EmailError extends Error {
	override readonly name = 'EmailError';
	/** Whether the same request may succeed later. */
	readonly retry: boolean;
	/** Seconds to wait before a retry; set when the service limits the rate. */
	readonly retryAfter: number | undefined;
	/** Whether the retry must not be part of a batch. */
	readonly alone: boolean;

	constructor(message: string, { retry, retryAfter, alone = false }: EmailErrorOptions) {
		super(message);
		this.retry = retry;
		this.retryAfter = retryAfter;
		this.alone = alone;
	}
}

/** Whether a request with this HTTP status, null without a response, may succeed later. */
export function isWorthRetry(status: number | null): boolean {
	return status === null || status === 408 || status === 429 || status >= 500;
}
