import { ok } from 'node:assert/strict';
import { fakeClock } from '../../_shared/support-chat/testing.ts';
import { startTimes } from './times.ts';

Deno.test('the response deadline is earlier than the database’s timeout', () => {
	const { prepare, send, answer } = startTimes(fakeClock());
	ok(prepare.left < send.left && send.left < answer.left && answer.left < 10_000);
});
