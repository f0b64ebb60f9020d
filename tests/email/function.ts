import { environment } from '../fixtures/environment.ts';

/** Calls the edge function as pg_net does, without a key. Returns its response. */
export async function callFunction(body: unknown): Promise<unknown> {
	const response = await fetch(`${environment.url}/functions/v1/support-reply-notification`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify(body)
	});
	return response.json();
}
