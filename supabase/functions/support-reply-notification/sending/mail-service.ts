import type { Deadline } from '../claims/deadline.ts';

/** Who a mail is from. The name may be empty; neither part is quoted or encoded. */
export interface Sender {
	name: string;
	address: string;
}

/** A mail, ready to send. */
export interface Email {
	from: Sender;
	to: string;
	subject: string;
	html: string;
	text: string;
	headers: Record<string, string>;
}

/** The port to a mail service, open for one request to this function. */
export interface MailService {
	/** How many mails it takes at the same time, each by a call of its own. */
	readonly atOnce: number;
	/**
	 * Sends a mail, as far as the service can once however often it is called with the same id.
	 *
	 * @throws EmailError when the service did not take it
	 */
	send(email: Email, id: string): Promise<void>;
	/**
	 * Sends many mails with one call, once however often it is called with the same id. Left out when
	 * the service takes one at a time.
	 *
	 * @returns for each mail why it alone was not taken
	 * @throws EmailError when none was, or nobody knows
	 */
	sendBatch?(emails: Email[], batchId: string): Promise<(EmailError | undefined)[]>;
	close(): void;
}

/** @param deadline when the service must have answered */
export type OpenMailService = (deadline: Deadline) => MailService;

interface EmailErrorOptions {
	retry: boolean;
	retryAfter?: number | undefined;
	alone?: boolean | undefined;
}

/** Why a mail was not taken. */
export class EmailError extends Error {
	override readonly name = 'EmailError';
	/** Whether the same request may succeed later. */
	readonly retry: boolean;
	/** Seconds after which the service wants to be asked again, when it was only too busy. */
	readonly retryAfter: number | undefined;
	/** Whether it must be tried again on its own, not in a batch. */
	readonly alone: boolean;

	constructor(message: string, { retry, retryAfter, alone = false }: EmailErrorOptions) {
		super(message);
		this.retry = retry;
		this.retryAfter = retryAfter;
		this.alone = alone;
	}
}

/** Whether a request that was answered so may succeed later. */
export function isWorthRetry(status: number | null): boolean {
	return status === null || status === 408 || status === 429 || status >= 500;
}
