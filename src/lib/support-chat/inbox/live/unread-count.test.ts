import { expect, test } from 'vitest';
import { FakeClock } from '../../core/testing/test-support.ts';
import { UnreadCount } from './unread-count.ts';

function setup() {
	const clock = new FakeClock();
	const waiting: { resolve: (count: number) => void; reject: (error: Error) => void }[] = [];
	const countUnread = () =>
		new Promise<number>((resolve, reject) => waiting.push({ resolve, reject }));
	const unread = new UnreadCount({ port: () => ({ countUnread }), clock });
	return { clock, unread, waiting };
}

test('events that arrive together cause one read', async () => {
	const { clock, unread, waiting } = setup();
	unread.onChat();
	unread.onUserMessage();
	unread.onMoved();
	await clock.pass(1000);
	expect(waiting).toHaveLength(1);
	waiting[0]!.resolve(3);
	await clock.pass(0);
	expect(unread.count).toBe(3);
	unread.onChat();
	await clock.pass(1000);
	expect(waiting).toHaveLength(2);
});

test('the response to the later read wins', async () => {
	const { unread, waiting } = setup();
	const reads = [unread.refresh(), unread.refresh()];
	waiting[1]!.resolve(1);
	waiting[0]!.resolve(9);
	await Promise.all(reads);
	expect(unread.count).toBe(1);
});

test('a read that fails changes nothing', async () => {
	const { clock, unread, waiting } = setup();
	const read = unread.refresh();
	waiting[0]!.resolve(2);
	await read;
	unread.onChat();
	await clock.pass(1000);
	waiting[1]!.reject(new Error('No connection'));
	await clock.pass(0);
	expect(unread.count).toBe(2);
});
