import { EmailError, isWorthRetry, type SendEmail } from './send-email.ts';

const TIMEOUT_MS = 10_000;

/**
 * Sends to the mailbox of `npx supabase start`, over Mailpit's HTTP API. For local work only: Mailpit
 * knows no idempotency keys.
 *
 * @param url of Mailpit, without a path
 */
export function sendWithMailpit(url: string, fetcher: typeof fetch = fetch): SendEmail {
	return async (email, idempotencyKey) => {
		const response = await post(`${url.replace(/\/+$/, '')}/api/v1/send`, fetcher, {
			From: parseAddress(email.from),
			To: [parseAddress(email.to)],
			Subject: email.subject,
			HTML: email.html,
			Text: email.text,
			Headers: { ...email.headers, 'X-Idempotency-Key': idempotencyKey }
		});
		if (response.ok) return;
		throw new EmailError(`Mailpit answered ${response.status}: ${await response.text()}`, {
			retry: isWorthRetry(response.status)
		});
	};
}

async function post(url: string, fetcher: typeof fetch, body: unknown): Promise<Response> {
	try {
		return await fetcher(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal: AbortSignal.timeout(TIMEOUT_MS)
		});
	} catch (cause) {
		throw new EmailError(`Mailpit was not reached: ${(cause as Error).message}`, { retry: true });
	}
}

/** `Name <address>` or an address alone, as Mailpit wants it. */
function parseAddress(text: string): { Name?: string; Email: string } {
	const [, name, address] = /^(.*)<([^<>]+)>$/.exec(text) ?? [];
	return address ? { Name: (name ?? '').trim(), Email: address } : { Email: text };
}
