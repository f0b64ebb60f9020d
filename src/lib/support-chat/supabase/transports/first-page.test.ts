import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChatClient } from '../chat-client.ts';
import { FirstPage } from './first-page.ts';

/** A client whose requests for messages are counted, and answered with one row. */
function fakeClient(answer: object = { data: [{ id: 'a' }], error: null, status: 200 }) {
	const from = vi.fn(() => {
		const query: Record<string, unknown> = {
			then: (resolve: (value: object) => void) => resolve(answer)
		};
		for (const step of ['select', 'eq', 'order', 'limit']) query[step] = () => query;
		return query;
	});
	return { from, client: { from } as unknown as ChatClient };
}

describe('FirstPage', () => {
	beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
	afterEach(() => void vi.useRealTimers());

	it('asks once for a press and the click that follows, and gives the answer once', async () => {
		const { from, client } = fakeClient();
		const page = new FirstPage();
		page.ask(client, 'chat');
		vi.advanceTimersByTime(90);
		page.ask(client, 'chat');
		expect(from).toHaveBeenCalledTimes(1);
		expect(await page.take('chat')).toEqual([{ id: 'a' }]);
		expect(page.take('chat')).toBeNull();
	});

	it('gives no answer of long ago, and none of another chat', () => {
		const { from, client } = fakeClient();
		const page = new FirstPage();
		page.ask(client, 'chat');
		vi.advanceTimersByTime(2_000);
		expect(page.take('chat')).toBeNull();
		page.ask(client, 'other');
		expect(page.take('chat')).toBeNull();
		expect(from).toHaveBeenCalledTimes(2);
	});

	it('gives its error to whoever takes the answer', async () => {
		const refused = { data: null, error: { message: 'No', code: '42501' }, status: 403 };
		const page = new FirstPage();
		page.ask(fakeClient(refused).client, 'chat');
		await expect(page.take('chat')).rejects.toMatchObject({ code: '42501', status: 403 });
	});
});
