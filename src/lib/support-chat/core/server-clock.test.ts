import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import {
	forgetServerTime,
	knowsServerTime,
	noteServerTime,
	noteTimeOf,
	serverNow
} from './server-clock.ts';

const HOUR = 3_600_000;
const NOON = Date.UTC(2026, 0, 29, 12);

beforeEach(() => {
	vi.useFakeTimers({ now: NOON });
});

afterEach(() => {
	vi.useRealTimers();
	forgetServerTime();
});

describe('the server’s time', () => {
	test('is the browser’s until the server’s is known', () => {
		expect(serverNow()).toBe(NOON);
		expect(knowsServerTime()).toBe(false);
	});

	test.for([-26, -2, 2, 26])('follows a server clock %i hours away', (hours) => {
		noteServerTime(NOON + hours * HOUR);
		expect(knowsServerTime()).toBe(true);
		vi.advanceTimersByTime(5 * HOUR);
		expect(serverNow()).toBe(NOON + (hours + 5) * HOUR);
	});

	test('is corrected after the browser’s clock was set', () => {
		noteServerTime(NOON);
		vi.setSystemTime(NOON + 2 * HOUR);
		noteServerTime(NOON + 1000);
		expect(serverNow()).toBe(NOON + 1000);
	});

	test('does not jump with each response, which has whole seconds', () => {
		noteServerTime(NOON - 900);
		expect(serverNow()).toBe(NOON);
	});

	test('is taken from responses with a readable Date header', () => {
		noteTimeOf(new Response('', { headers: { date: new Date(NOON + HOUR).toUTCString() } }));
		expect(serverNow()).toBe(NOON + HOUR);
		noteTimeOf(new Response(''));
		noteTimeOf(new Response('', { headers: { date: 'yesterday' } }));
		expect(serverNow()).toBe(NOON + HOUR);
	});
});
