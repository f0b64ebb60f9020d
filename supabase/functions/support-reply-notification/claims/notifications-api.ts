import { z } from 'zod';
import { openDatabase, recordInDatabase } from '../../_shared/support-chat/database.ts';
import type { Claim } from '../request-body.ts';

/** An older database does not know of files. */
const fileNames = z.array(z.string()).default([]);

const replyEmail = z.object({
	to: z.string().min(1),
	from: z.string().min(1),
	app_name: z.string().min(1),
	app_url: z.url({ protocol: /^https?$/ }),
	// An invalid colour must not stop the e-mail.
	accent_color: z.string().nullish().catch(null),
	// Null means English: no language is known, or an older database does not store it.
	language: z.string().nullish().catch(null),
	unsubscribe_token: z.string().min(1),
	reply_count: z.number().int().min(1),
	replies: z
		.array(
			z.object({ sender_name: z.string().nullish(), content: z.string(), attachments: fileNames })
		)
		.min(1)
});

/**
 * The content of an e-mail, from public.prepare_support_reply_email: the newest unread replies, oldest
 * first, and the total number of unread ones.
 */
export type ReplyEmail = z.infer<typeof replyEmail>;

const alertEmail = z.object({
	kind: z.literal('alert'),
	to: z.string().min(1),
	from: z.string().min(1),
	app_name: z.string().min(1),
	app_url: z.url({ protocol: /^https?$/ }),
	inbox_url: z.url({ protocol: /^https?$/ }),
	accent_color: z.string().nullish().catch(null),
	language: z.string().nullish().catch(null),
	unsubscribe_token: z.string().min(1),
	as_of: z.iso.datetime({ offset: true }),
	chat_count: z.number().int().min(1),
	chats: z
		.array(
			z.object({
				id: z.uuid(),
				user_email: z.string().nullish(),
				guest_name: z.string().nullish(),
				user_name: z.string().nullish(),
				waiting_since: z.iso.datetime({ offset: true }),
				messages: z.array(z.string()).min(1),
				/** The names of each message's files. */
				attachments: z.array(fileNames).default([])
			})
		)
		.min(1)
});

/**
 * The content of an alert, an e-mail to an admin, from public.prepare_support_reply_email: the newest chats
 * that wait, newest first, each with the last messages of its user, oldest first, and the total number of
 * chats that wait. `as_of` is the time until when they have waited.
 */
export type AlertEmail = z.infer<typeof alertEmail>;

/** Only an alert names its kind. A union of both would report no field of a malformed one. */
function parseEmail(content: unknown): AlertEmail | ReplyEmail | null {
	const isAlert = typeof content === 'object' && content !== null && 'kind' in content;
	return isAlert ? alertEmail.parse(content) : replyEmail.nullable().parse(content);
}

/** Why an e-mail was not sent, and whether and when to retry. */
export interface Failure {
	status: 'failed';
	error: string;
	retry: boolean;
	/** Seconds until the retry; such an attempt does not count. */
	retryAfter?: number | undefined;
	/** The retry must not be part of a batch. */
	alone?: boolean | undefined;
}

/** The result of one attempt. */
export type Outcome = { status: 'sent' } | Failure;

/** The database's side of the notifications. */
export interface Outbox {
	/**
	 * What to send, or null when nothing is left to send. The database prepares a claim once: a lost
	 * response loses the attempt.
	 *
	 * @throws when the database fails or its response is malformed
	 */
	prepare(claim: Claim, signal: AbortSignal): Promise<AlertEmail | ReplyEmail | null>;
	/** Records the result of the attempt. @throws when the database fails three times */
	record(claim: Claim, outcome: Outcome): Promise<void>;
}

/**
 * The outbox over the project's REST API, where a claim authorises access to one e-mail.
 *
 * @param url the project's URL
 * @param key its publishable key
 */
export function openOutbox(url: string, key: string, fetcher: typeof fetch = fetch): Outbox {
	const call = openDatabase(url, key, fetcher);
	return {
		prepare: async ({ id, claim }, signal) => {
			const body = { notification_id: id, claim };
			return parseEmail(await call('prepare_support_reply_email', body, signal));
		},
		record: ({ id, claim }, outcome) => {
			const body = { notification_id: id, claim, ...report(outcome) };
			return recordInDatabase(call, 'record_support_reply_email', body);
		}
	};
}

function report(outcome: Outcome): object {
	if (outcome.status === 'sent') return {};
	const { error, retry, retryAfter, alone } = outcome;
	return {
		error,
		retry,
		...(retryAfter === undefined ? {} : { retry_after: Math.ceil(retryAfter) }),
		...(alone ? { alone } : {})
	};
}
