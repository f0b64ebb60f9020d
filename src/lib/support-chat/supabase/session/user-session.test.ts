import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { SessionEnd } from '../../core/session-end.ts';
import { UserSession, userSession } from './user-session.ts';

let current: string | null = 'ada';
let ends: SessionEnd[] = [];
const stops: (() => void)[] = [];
const cookieStore = new EventTarget();

function watched(): { session: UserSession; stop(): void } {
	const session = new UserSession('ada', async () => current);
	const stop = session.onEnd((end) => ends.push(end));
	stops.push(stop);
	return { session, stop };
}

beforeEach(() => {
	vi.useFakeTimers();
	vi.stubGlobal('document', new EventTarget());
	vi.stubGlobal('cookieStore', cookieStore);
	current = 'ada';
	ends = [];
});
afterEach(() => {
	for (const stop of stops.splice(0)) stop();
	vi.useRealTimers();
	vi.unstubAllGlobals();
});

describe('UserSession', () => {
	it('ends within two seconds when somebody else is signed in', async () => {
		watched();
		await vi.advanceTimersByTimeAsync(10_000);
		expect(ends).toEqual([]);
		current = 'grace';
		await vi.advanceTimersByTimeAsync(2_000);
		expect(ends).toEqual(['other_user']);
	});

	it('ends within two seconds after a sign-out', async () => {
		watched();
		await vi.advanceTimersByTimeAsync(1_500);
		current = null;
		await vi.advanceTimersByTimeAsync(2_000);
		expect(ends).toEqual(['signed_out']);
	});

	it('does not take a briefly unreadable session for a sign-out', async () => {
		const { session } = watched();
		for (let i = 0; i < 20; i++) {
			current = null;
			void session.look();
			await vi.advanceTimersByTimeAsync(300);
			current = 'ada';
			await vi.advanceTimersByTimeAsync(700);
		}
		expect(ends).toEqual([]);
	});

	it('checks at once when cookies change, without waiting for its timer', async () => {
		watched();
		await vi.advanceTimersByTimeAsync(0);
		current = 'grace';
		cookieStore.dispatchEvent(new Event('change'));
		await vi.advanceTimersByTimeAsync(0);
		expect(ends).toEqual(['other_user']);
	});

	it('stays ended, whoever signs in again', async () => {
		const { session } = watched();
		current = 'grace';
		await vi.advanceTimersByTimeAsync(1_000);
		current = 'ada';
		await vi.advanceTimersByTimeAsync(5_000);
		expect(session.ended).toBe('other_user');
		expect(() => session.check('ada')).toThrow(expect.objectContaining({ code: 'other_user' }));
		expect(ends).toEqual(['other_user']);
		session.onEnd((end) => ends.push(end));
		expect(ends).toEqual(['other_user', 'other_user']);
	});

	it('stays open while the signed-in user cannot be read', async () => {
		const session = new UserSession('ada', async () => {
			throw new Error('offline');
		});
		session.onEnd((end) => ends.push(end));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(ends).toEqual([]);
	});

	it('rejects another user’s token with a retryable error', () => {
		const session = new UserSession('ada', async () => current);
		session.check('ada');
		for (const [userId, code] of [
			[null, 'signed_out'],
			['grace', 'other_user']
		] as const) {
			expect(() => session.check(userId)).toThrow(expect.objectContaining({ code, kind: 'wait' }));
		}
	});

	it('stops checking after the last listener is removed', async () => {
		const { stop } = watched();
		stop();
		stop();
		current = 'grace';
		await vi.advanceTimersByTimeAsync(5_000);
		expect(ends).toEqual([]);
		expect(vi.getTimerCount()).toBe(0);
	});
});

describe('userSession', () => {
	const project = { url: 'https://abc.supabase.co', publishableKey: 'sb_publishable_x' };

	it('is one for all callers, and another one for other tokens of the same user', () => {
		const tokens = [async () => null, async () => null];
		const [first, second] = tokens.map((accessToken) =>
			userSession({ project, userId: 'ada', client: undefined, accessToken })
		);
		expect(first).not.toBe(second);
		const again = { project, userId: 'ada', client: undefined, accessToken: tokens[1] };
		expect(userSession(again)).toBe(second);
	});
});
