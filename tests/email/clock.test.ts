import { expect } from 'vitest';
import { nextMailTo, mailsTo } from './mailbox.ts';
import { test } from './pipeline.ts';

// The whole path without calling a step directly: trigger, outbox, pg_cron, pg_net, the edge function in
// its Deno process, mailbox. pg_cron runs at the full minute.

test('pg_cron alone mails a due reply within a minute', async ({ pipeline }) => {
	await pipeline.reply('Sent by the clock.');
	await pipeline.pass('5 minutes');
	const mail = await nextMailTo(pipeline.user.email);
	expect(mail.text).toContain('Sent by the clock.');
	expect(await pipeline.settled('sent')).toMatchObject({ attempts: 1 });
	expect(await mailsTo(pipeline.user.email)).toHaveLength(1);
}, 90_000);
