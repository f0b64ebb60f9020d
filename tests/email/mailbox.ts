import { setTimeout as sleep } from 'node:timers/promises';
import { environment } from '../fixtures/environment.ts';

/** An e-mail in the local mailbox, in the form of Resend's API. */
export interface Mail {
	id: string;
	from: string;
	to: string[];
	subject: string;
	html: string;
	text: string;
	headers: Record<string, string>;
}

/** A fault of the mailbox; see supabase/local/mailbox/faults.ts. */
type Fault =
	| { kind: 'fail'; times?: number; status?: number; name?: string }
	| { kind: 'timeout' | 'lost_answer' | 'twice'; times?: number }
	| { kind: 'slow'; times?: number; milliseconds?: number };

/** All e-mails to an address, newest first. */
export async function mailsTo(address: string): Promise<Mail[]> {
	const list = await get<{ data: { id: string; to: string[] }[] }>('/emails?limit=100');
	const ids = list.data.filter((mail) => mail.to.includes(address)).map((mail) => mail.id);
	return Promise.all(ids.map((id) => get<Mail>(`/emails/${id}`)));
}

/** Waits for an e-mail to an address; returns the newest. The test's timeout ends the wait. */
export async function nextMailTo(address: string): Promise<Mail> {
	for (;;) {
		const [mail] = await mailsTo(address);
		if (mail) return mail;
		await sleep(100);
	}
}

/** Makes the next requests to the mail service fail. */
export async function breakMailbox(fault: Fault): Promise<void> {
	await call('POST', '/faults', fault);
}

/** Waits until requests have taken all faults. The test's time limit ends the wait. */
export async function faultsTaken(): Promise<void> {
	while ((await get<Fault[]>('/faults')).length > 0) await sleep(50);
}

/** Limits the mail service to a number of requests per second, as Resend does. */
export async function limitMailbox(perSecond: number): Promise<void> {
	await call('POST', '/rate-limit', { per_second: perSecond });
}

/** Removes the limit and all pending faults. */
export async function mendMailbox(): Promise<void> {
	await call('DELETE', '/faults');
	await call('DELETE', '/rate-limit');
}

async function get<Body>(path: string): Promise<Body> {
	return (await call('GET', path)).json() as Promise<Body>;
}

async function call(method: string, path: string, body?: unknown): Promise<Response> {
	if (!environment.mailboxUrl) throw new Error('These tests need the local Supabase’s mailbox.');
	const response = await fetch(environment.mailboxUrl + path, {
		method,
		...(body ? { body: JSON.stringify(body) } : {})
	});
	if (!response.ok) throw new Error(`${method} ${path}: ${response.status}`);
	return response;
}
