import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { forgetServerTime, noteServerTime } from '../../core/server-clock.ts';
import { TokenAuth } from './token-auth.ts';
import { tokenSource } from './token-source.ts';

const HOUR = 3_600_000;

/** Unsigned: nothing here verifies it. `exp` is in seconds since 1970. */
const tokenOf = (exp: number, name = 'a') =>
	['{}', JSON.stringify({ sub: 'ada', exp, name }), 'x']
		.map((part) => Buffer.from(part).toString('base64url'))
		.join('.');

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
	vi.useRealTimers();
	forgetServerTime();
});

describe('tokenSource', () => {
	it('asks the host once for all callers, and not again while the token is valid', async () => {
		const token = tokenOf(Date.now() / 1000 + 3600);
		const ask = vi.fn(async () => token);
		const source = tokenSource(ask);
		expect(await Promise.all([source(), source()])).toEqual([token, token]);
		expect(await source()).toBe(token);
		expect(ask).toHaveBeenCalledOnce();
	});

	it('asks again when the server has rejected the token, or it is about to expire', async () => {
		noteServerTime(Date.now());
		const tokens = [1, 2, 3].map((hours) => tokenOf((Date.now() + hours * HOUR) / 1000));
		const ask = vi.fn(() => tokens.shift()!);
		const source = tokenSource(ask);
		const first = await source();
		const second = await source(first!);
		expect(second).not.toBe(first);
		await vi.advanceTimersByTimeAsync(2 * HOUR - 60_000);
		expect(await source()).not.toBe(second);
		expect(ask).toHaveBeenCalledTimes(3);
	});

	it('asks on each use while nobody is signed in, and after the host’s function has failed', async () => {
		const answers = [() => null, () => Promise.reject(new Error('offline')), () => tokenOf(9e9)];
		const source = tokenSource(() => answers.shift()!());
		expect(await source()).toBeNull();
		await expect(source()).rejects.toThrow('offline');
		expect(await source()).toBe(tokenOf(9e9));
	});
});

describe('TokenAuth', () => {
	it('gives an error, not the rejected token, until the host has another one', async () => {
		let token = tokenOf(9e9, 'old');
		const auth = new TokenAuth(tokenSource(() => token));
		expect((await auth.getSession()).data.session?.access_token).toBe(token);
		expect(auth.refuse(token)).toBe(true);
		const { data, error } = await auth.getSession();
		expect([data.session, error]).toEqual([null, expect.any(Error)]);
		token = tokenOf(9e9, 'new');
		expect((await auth.getSession()).data.session?.access_token).toBe(token);
		expect(auth.refuse(token)).toBe(false);
		await vi.advanceTimersByTimeAsync(30_000);
		expect(auth.refuse(token)).toBe(true);
	});

	it('reports nobody without an error when the host says so', async () => {
		const auth = new TokenAuth(tokenSource(() => null));
		expect(await auth.getSession()).toEqual({ data: { session: null }, error: null });
	});
});
