import { deepEqual, equal, rejects } from 'node:assert/strict';
import { Deadline } from '../../_shared/support-chat/deadline.ts';
import { sendWithMailpit } from './send-with-mailpit.ts';
import { answering, fakeClock } from '../../_shared/support-chat/testing.ts';
import { EMAIL } from '../testing.ts';

function mailpit(answer: () => Response) {
	const { fetcher, requests } = answering(answer);
	const open = sendWithMailpit('http://mailpit.test/', fetcher);
	return { service: open(new Deadline(fakeClock(), 7_000)), requests };
}

Deno.test('Mailpit receives the e-mail in its own format', async () => {
	const { service, requests } = mailpit(() => Response.json({ ID: '1' }));
	await service.send(EMAIL, 'id-1');
	equal(requests[0]?.url, 'http://mailpit.test/api/v1/send');
	deepEqual(requests[0]?.body, {
		From: { Name: 'Example Support', Email: 'support@example.com' },
		To: [{ Email: 'user@example.com' }],
		Subject: EMAIL.subject,
		HTML: EMAIL.html,
		Text: EMAIL.text,
		Headers: { ...EMAIL.headers, 'X-Idempotency-Key': 'id-1' }
	});
});

Deno.test('Mailpit accepts one e-mail at a time', () => {
	const { service } = mailpit(() => Response.json({}));
	deepEqual([service.atOnce, service.sendBatch], [1, undefined]);
});

Deno.test('a refusal of Mailpit is an error', async () => {
	const { service } = mailpit(() => new Response('no', { status: 400 }));
	await rejects(service.send(EMAIL, 'id'), { message: 'Mailpit answered 400: no', retry: false });
});
