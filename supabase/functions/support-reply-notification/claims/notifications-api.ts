import { z } from 'zod';
import type { Claim } from '../request-body.ts';

const RECORD_TRIES = 3;
const RECORD_MS = 2_000;

const replyEmail = z.object({
	to: z.string().min(1),
	from: z.string().min(1),
	app_name: z.string().min(1),
	app_url: z.url({ protocol: /^https?$/ }),
	// No colour is a reason not to send.
	accent_color: z.string().nullish().catch(null),
	// Mails are in English for whom none is known, and before the database kept one.
	language: z.string().nullish().catch(null),
	unsubscribe_token: z.string().min(1),
	reply_count: z.number().int().min(1),
	replies: z.array(z.object({ sender_name: z.string().nullish(), content: z.string() })).min(1)
});

/**
 * What a mail is to say, as public.prepare_support_reply_email gives it: the newest unread replies,
 * oldest first, and how many are unread in all.
 */
export type ReplyEmail = z.infer<typeof replyEmail>;

/** Why a mail was not sent, and when it may be tried again. */
export interface Failure {
	status: 'failed';
	error: string;
	retry: boolean;
	/** Seconds; such a try does not count. */
	retryAfter?: number | undefined;
	/** The next try must not be one of a batch. */
	alone?: boolean | undefined;
}

/** How a try ended. */
export type Outcome = { status: 'sent' } | Failure;

/** The outbox in the database. */
export interface Outbox {
	/**
	 * What to send, or null when there is nothing to send any more. A claim is good for one answer:
	 * when it is lost, so is the try.
	 *
	 * @throws when unreachable
	 */
	prepare(claim: Claim, signal: AbortSignal): Promise<ReplyEmail | null>;
	/** Reports how the try ended. @throws when unreachable, after three tries */
	record(claim: Claim, outcome: Outcome): Promise<void>;
}

/**
 * The outbox over the project's REST API, where a claim opens what is about one mail.
 *
 * @param url of the project
 * @param key its publishable key
 */
export function openOutbox(url: string, key: string, fetcher: typeof fetch = fetch): Outbox {
	const call = async (name: string, body: object, signal: AbortSignal): Promise<unknown> => {
		const response = await fetcher(`${url.replace(/\/+$/, '')}/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: { apikey: key, 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal
		}).catch(() => undefined);
		// A body that breaks off is no answer either.
		const text = await response?.text().catch(() => undefined);
		if (!response || text === undefined) throw new Error(`${name} was not answered.`);
		if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
		return text === '' ? null : JSON.parse(text);
	};
	return {
		prepare: async ({ id, claim }, signal) => {
			const body = { notification_id: id, claim };
			return replyEmail.nullable().parse(await call('prepare_support_reply_email', body, signal));
		},
		record: ({ id, claim }, outcome) => {
			const body = { notification_id: id, claim, ...report(outcome) };
			const once = () => call('record_support_reply_email', body, AbortSignal.timeout(RECORD_MS));
			return repeat(once);
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

/** A mail that was sent and not recorded is asked for again: worth a second and a third try. */
async function repeat(call: () => Promise<unknown>): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await call();
			return;
		} catch (error) {
			if (attempt === RECORD_TRIES) throw error;
		}
	}
}
