import { EmailError, isWorthRetry, type OpenMailService } from './mail-service.ts';

/**
 * Sends to the mailbox of `npx supabase start` through Mailpit's HTTP API. For local development only:
 * Mailpit has no idempotency keys.
 *
 * @param url Mailpit's address, without a path
 */
export function sendWithMailpit(url: string, fetcher: typeof fetch = fetch): OpenMailService {
	const address = `${url.replace(/\/+$/, '')}/api/v1/send`;
	return (deadline) => ({
		atOnce: 1,
		send: async (email, id) => {
			const { name, address: from } = email.from;
			const body = {
				From: { ...(name ? { Name: name } : {}), Email: from },
				To: [{ Email: email.to }],
				Subject: email.subject,
				HTML: email.html,
				Text: email.text,
				Headers: { ...email.headers, 'X-Idempotency-Key': id }
			};
			const response = await post(address, fetcher, body, deadline.signal());
			if (response.ok) return;
			throw new EmailError(`Mailpit answered ${response.status}: ${await response.text()}`, {
				retry: isWorthRetry(response.status)
			});
		},
		close: () => undefined
	});
}

async function post(
	url: string,
	fetcher: typeof fetch,
	body: object,
	signal: AbortSignal
): Promise<Response> {
	try {
		return await fetcher(url, {
			method: 'POST',
			headers: { 'content-type': 'application/json' },
			body: JSON.stringify(body),
			signal
		});
	} catch (cause) {
		throw new EmailError(`Mailpit was not reached: ${(cause as Error).message}`, { retry: true });
	}
}
