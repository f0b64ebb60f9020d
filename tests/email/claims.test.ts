import { expect } from 'vitest';
import { callFunction } from './function.ts';
import { mailsTo } from './mailbox.ts';
import { pauseClock, test } from './pipeline.ts';

// A request to the function carries no key, only a claim. The function's responses show how often it sends,
// independently of the mail service's own deduplication.

pauseClock();

test('three concurrent requests with one claim send one e-mail', async ({ pipeline }) => {
	await pipeline.reply();
	await pipeline.pass('1 hour');
	const claim = await pipeline.claim();
	const answers = await Promise.all([1, 2, 3].map(() => callFunction(claim)));
	expect(answers.map((answer) => (answer as { status: string }).status).toSorted()).toEqual([
		'sent',
		'skipped',
		'skipped'
	]);
	expect(await mailsTo(pipeline.user.email)).toHaveLength(1);
});

test('of three delayed claims only the last one sends', async ({ pipeline }) => {
	await pipeline.reply();
	const claims = [];
	for (let i = 0; i < 3; i++) {
		await pipeline.pass('1 hour');
		claims.push(await pipeline.claim());
	}
	const answers = await Promise.all(claims.map((claim) => callFunction(claim)));
	expect(answers).toEqual([{ status: 'skipped' }, { status: 'skipped' }, { status: 'sent' }]);
	expect(await mailsTo(pipeline.user.email)).toHaveLength(1);
});

test('a guessed claim sends nothing and reveals nothing', async ({ pipeline }) => {
	await pipeline.reply();
	await pipeline.pass('1 hour');
	const { notification_id } = (await pipeline.claim()) as { notification_id: string };
	const guess = { notification_id, claim: '0'.repeat(64) };
	expect(await callFunction(guess)).toEqual({ status: 'skipped' });
	expect(await mailsTo(pipeline.user.email)).toEqual([]);
	expect(await pipeline.notifications()).toMatchObject([{ status: 'sending' }]);
});
