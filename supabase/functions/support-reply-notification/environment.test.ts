import { deepEqual, equal, rejects, throws } from 'node:assert/strict';
import { Deadline } from '../_shared/support-chat/deadline.ts';
import { readDependencies } from './environment.ts';
import { answering, fakeClock, withFetch } from '../_shared/support-chat/testing.ts';
import { CLAIM, EMAIL } from './testing.ts';

const PLATFORM = {
	SUPABASE_URL: 'http://db.test',
	SUPABASE_PUBLISHABLE_KEYS: '{"default":"sb_publishable_test"}'
};

function read(variables: Record<string, string>) {
	return readDependencies((name) => variables[name], { keepAlive: () => undefined });
}

function open(variables: Record<string, string>) {
	const { openMailService } = read({ ...PLATFORM, ...variables });
	return openMailService(new Deadline(fakeClock(), 7_000));
}

Deno.test('the database is called with the publishable key', async () => {
	const { fetcher, requests } = answering(() => Response.json(null));
	await withFetch(fetcher, () => read(PLATFORM).outbox.prepare(CLAIM, AbortSignal.any([])));
	equal(requests[0]?.headers.get('apikey'), 'sb_publishable_test');
	throws(() => read({ SUPABASE_URL: 'http://db.test' }), /SUPABASE_ANON_KEY/);
	throws(() => read({}), /SUPABASE_URL/);
});

Deno.test('without a mail service the error names the missing variables', async () => {
	await rejects(open({}).send(EMAIL, 'id'), {
		message: 'Neither SMTP_URL nor RESEND_API_KEY is set.',
		retry: true
	});
});

Deno.test('Mailpit is used only without a Resend key', async () => {
	const variables = { MAILPIT_URL: 'http://mailpit.test', RESEND_BASE_URL: 'http://mail.test' };
	const { fetcher, requests } = answering(() => Response.json({ id: '1' }));
	await withFetch(fetcher, async () => {
		await open(variables).send(EMAIL, 'id');
		await open({ ...variables, RESEND_API_KEY: 're_test' }).send(EMAIL, 'id');
	});
	deepEqual(
		requests.map(({ url }) => url),
		['http://mailpit.test/api/v1/send', 'http://mail.test/emails']
	);
});

Deno.test(
	'SMTP takes precedence over both, and the error of its URL repeats no secret',
	async () => {
		const service = open({ SMTP_URL: 'smtps://user:pa#ss@mail.test', RESEND_API_KEY: 're_test' });
		equal(service.sendBatch, undefined);
		await rejects(service.send(EMAIL, 'id'), (error: Error) => {
			return (
				error.message.startsWith('SMTP_URL must be') && !/pa#|#ss|mail\.test/.test(error.message)
			);
		});
	}
);
