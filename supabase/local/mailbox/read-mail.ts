/**
 * Validates the body of `POST /emails` as Resend does: the first problem is reported with status 422.
 * Differences: sender domains are not verified; of attachments only the names are kept; `tags`,
 * `template` and `topic_id` are ignored.
 */
import { ResendError } from './errors.ts';
import type { NewMail } from './mails.ts';

const MOST_RECIPIENTS = 50;
const ADDRESS = /^[^\s<>@,]+@[^\s<>@,]+\.[^\s<>@,.]+$|^[^\s<>@,]+@localhost$/;
const NAMED_ADDRESS = /^[^<>\r\n]*<([^<>]+)>$/;

/** @throws ResendError that names the first missing or invalid field */
export function readMail(body: unknown): NewMail {
	if (typeof body !== 'object' || body === null || Array.isArray(body)) {
		throw new ResendError(422, 'validation_error', 'The body must be a JSON object.');
	}
	const fields = body as Record<string, unknown>;
	for (const name of ['from', 'to', 'subject']) requireField(fields, name);
	const mail: NewMail = {
		from: readAddress('from', fields.from),
		to: readAddresses('to', fields.to),
		subject: readSubject(fields.subject)
	};
	for (const name of ['html', 'text'] as const) {
		const value = readText(name, fields[name]);
		if (value !== undefined) mail[name] = value;
	}
	if (mail.html === undefined && mail.text === undefined) throw missing('html` or `text');
	return { ...mail, ...readOptional(fields) };
}

function readOptional(fields: Record<string, unknown>): Partial<NewMail> {
	const optional: Partial<NewMail> = {};
	const { cc, bcc, headers, attachments } = fields;
	const replyTo = fields.reply_to ?? fields.replyTo;
	if (cc) optional.cc = readAddresses('cc', cc);
	if (bcc) optional.bcc = readAddresses('bcc', bcc);
	if (replyTo) optional.replyTo = readAddresses('reply_to', replyTo);
	if (headers) optional.headers = readHeaders(headers);
	if (Array.isArray(attachments)) {
		optional.attachments = attachments.map((it) => String(it?.filename ?? 'unnamed'));
	}
	const scheduledAt = readText('scheduled_at', fields.scheduled_at);
	if (scheduledAt !== undefined) optional.scheduledAt = scheduledAt;
	return optional;
}

function requireField(fields: Record<string, unknown>, name: string): void {
	if (fields[name] === undefined || fields[name] === null || fields[name] === '') {
		throw missing(name);
	}
}

function missing(name: string): ResendError {
	return new ResendError(422, 'missing_required_field', `Missing \`${name}\` field.`);
}

function invalid(name: string, reason: string): ResendError {
	return new ResendError(422, 'validation_error', `Invalid \`${name}\` field. ${reason}`);
}

function readAddress(name: string, value: unknown): string {
	const address = typeof value === 'string' ? value.trim() : '';
	if (!ADDRESS.test(NAMED_ADDRESS.exec(address)?.[1] ?? address)) {
		const formats = '`email@example.com` or `Name <email@example.com>`';
		throw invalid(name, `The email address needs to follow the ${formats} format.`);
	}
	return address;
}

function readAddresses(name: string, value: unknown): string[] {
	const addresses = [value].flat();
	if (addresses.length === 0) throw missing(name);
	if (addresses.length > MOST_RECIPIENTS) {
		throw invalid(name, `There may be at most ${MOST_RECIPIENTS} addresses.`);
	}
	return addresses.map((address) => readAddress(name, address));
}

function readSubject(value: unknown): string {
	const subject = readText('subject', value) ?? '';
	if (/[\r\n]/.test(subject)) throw invalid('subject', 'It must not contain a line break.');
	return subject;
}

function readText(name: string, value: unknown): string | undefined {
	if (value === undefined || value === null) return undefined;
	if (typeof value !== 'string') throw invalid(name, 'It must be a string.');
	return value;
}

function readHeaders(value: unknown): Record<string, string> {
	const entries = typeof value === 'object' && value !== null ? Object.entries(value) : undefined;
	const isValid = entries?.every(
		([name, text]) => /^[!-9;-~]+$/.test(name) && typeof text === 'string' && !/[\r\n]/.test(text)
	);
	if (!isValid) throw invalid('headers', 'It must map names to strings without line breaks.');
	return Object.fromEntries(entries!) as Record<string, string>;
}
