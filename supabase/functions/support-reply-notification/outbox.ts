import { z } from 'zod';

const TIMEOUT_MS = 5_000;
const RECORD_TRIES = 3;

const replyEmail = z.object({
	to: z.string().min(1),
	from: z.string().min(1),
	app_name: z.string().min(1),
	app_url: z.url(),
	unsubscribe_token: z.string().min(1),
	reply_count: z.number().int().min(1),
	preview: z.string()
});

/** What a mail is to say, as public.prepare_support_reply_email gives it. */
export type ReplyEmail = z.infer<typeof replyEmail>;

/** How a try ended. */
export type Outcome = { status: 'sent' } | { status: 'failed'; error: string; retry: boolean };

/** The outbox in the database. */
export interface Outbox {
	/** What to send, or null when there is nothing to send any more. @throws when unreachable */
	prepare(notificationId: string): Promise<ReplyEmail | null>;
	/** Reports how the try ended. @throws when unreachable, after three tries */
	record(notificationId: string, outcome: Outcome): Promise<void>;
}

/**
 * The outbox over the project's REST API.
 *
 * @param url of the project
 * @param key a secret key
 */
export function openOutbox(url: string, key: string, fetcher: typeof fetch = fetch): Outbox {
	const call = async (name: string, body: Record<string, unknown>): Promise<unknown> => {
		const response = await fetcher(`${url.replace(/\/+$/, '')}/rest/v1/rpc/${name}`, {
			method: 'POST',
			headers: { apikey: key, 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
		const text = await response.text();
		if (!response.ok) throw new Error(`${name} was answered with ${response.status}.`);
		return text === '' ? null : JSON.parse(text);
	};
	return {
		prepare: async (id) =>
			replyEmail
				.nullable()
				.parse(await call('prepare_support_reply_email', { notification_id: id })),
		record: (id, outcome) => {
			const report =
				outcome.status === 'sent' ? {} : { error: outcome.error, retry: outcome.retry };
			return retry(() => call('record_support_reply_email', { notification_id: id, ...report }));
		}
	};
}

/** A mail that was sent and not recorded is asked for again: worth a second and a third try. */
async function retry(call: () => Promise<unknown>): Promise<void> {
	for (let attempt = 1; ; attempt++) {
		try {
			await call();
			return;
		} catch (error) {
			if (attempt === RECORD_TRIES) throw error;
		}
	}
}
