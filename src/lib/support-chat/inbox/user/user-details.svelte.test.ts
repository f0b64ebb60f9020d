import { expect, test } from 'vitest';
import type { ChatDetails } from '../../core/chat-details.ts';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { UserDetails } from './user-details.svelte.ts';

const chat = (id: string) => ({ id }) as ChatSummary;

function setup() {
	const waiting: ((count: number | Error) => void)[] = [];
	const chatDetails = () =>
		new Promise<ChatDetails>((resolve, reject) =>
			waiting.push((count) =>
				count instanceof Error ? reject(count) : resolve({ messageCount: count } as ChatDetails)
			)
		);
	return { waiting, user: new UserDetails('a', () => ({ chatDetails })) };
}

test('reads again when its own chat changes, and not for another', async () => {
	const { waiting, user } = setup();
	user.onChat(chat('b'));
	expect(waiting).toHaveLength(0);
	user.onChat(chat('a'));
	expect(waiting).toHaveLength(1);
});

test('the response to the later read wins', async () => {
	const { waiting, user } = setup();
	const reads = [user.refresh(), user.refresh()];
	waiting[1]!(2);
	waiting[0]!(1);
	await Promise.all(reads);
	expect(user.details?.messageCount).toBe(2);
});

test('a failure is reported only while there is nothing to show', async () => {
	const { waiting, user } = setup();
	const first = user.refresh();
	waiting[0]!(new Error('No connection'));
	await first;
	expect(user.failed).toBe(true);
	const second = user.refresh();
	expect(user.failed).toBe(false);
	waiting[1]!(1);
	await second;
	const third = user.refresh();
	waiting[2]!(new Error('No connection'));
	await third;
	expect(user.failed).toBe(false);
	expect(user.details?.messageCount).toBe(1);
});
