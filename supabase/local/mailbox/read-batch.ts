/**
 * Validates the body of `POST /emails/batch` as Resend does: depending on the header
 * `x-batch-validation`, one invalid e-mail fails all (`strict`, the default) or is skipped and reported
 * (`permissive`).
 */
import { ResendError } from './errors.ts';
import type { NewMail } from './mails.ts';
import { readMail } from './read-mail.ts';

const MOST_MAILS = 100;

export interface Batch {
	mails: NewMail[];
	errors: { index: number; message: string }[];
}

/** @throws ResendError 422 for a malformed batch or, unless permissive, its first invalid e-mail */
export function readBatch(body: unknown, isPermissive: boolean): Batch {
	if (!Array.isArray(body) || body.length === 0) {
		throw new ResendError(422, 'validation_error', 'The body must be an array of e-mails.');
	}
	if (body.length > MOST_MAILS) {
		const message = `A batch may hold at most ${MOST_MAILS} e-mails.`;
		throw new ResendError(422, 'validation_error', message);
	}
	const batch: Batch = { mails: [], errors: [] };
	for (const [index, mail] of body.entries()) {
		try {
			batch.mails.push(readBatchMail(mail));
		} catch (error) {
			if (!isPermissive || !(error instanceof ResendError)) throw error;
			batch.errors.push({ index, message: error.message });
		}
	}
	return batch;
}

function readBatchMail(body: unknown): NewMail {
	const mail = readMail(body);
	if (mail.attachments) {
		throw new ResendError(422, 'validation_error', 'A batch takes no `attachments`.');
	}
	return mail;
}
