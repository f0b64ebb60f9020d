import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { REDIRECT_TRICKS } from '../../../tests/fixtures/redirect-tricks.ts';
import { keepReturnPath, takeReturnPath } from './return-path.ts';

/** A browser's, as far as they are used here. */
function fakeCookies() {
	const jar = new Map<string, string>();
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string) => void jar.set(name, value),
		delete: (name: string) => void jar.delete(name)
	} as unknown as Cookies;
	return { jar, cookies };
}

test('a path is kept and taken once', () => {
	const { cookies } = fakeCookies();
	expect(takeReturnPath(cookies)).toBe('/');
	keepReturnPath(cookies, '/?support=open');
	expect(takeReturnPath(cookies)).toBe('/?support=open');
	expect(takeReturnPath(cookies)).toBe('/');
});

test('the last wish counts, also the one for nothing', () => {
	const { jar, cookies } = fakeCookies();
	keepReturnPath(cookies, '/admin');
	keepReturnPath(cookies, '/?support=open');
	expect([...jar.values()]).toEqual(['/?support=open']);
	keepReturnPath(cookies, null);
	expect(jar.size).toBe(0);
});

test.for(REDIRECT_TRICKS)('%j leads nowhere else, asked for or planted', (trick) => {
	const { jar, cookies } = fakeCookies();
	keepReturnPath(cookies, trick);
	expect([...jar.values()].filter((path) => leavesSite(path))).toEqual([]);
	jar.set('return_path', trick);
	expect(leavesSite(takeReturnPath(cookies))).toBe(false);
});

/** Whether a browser that is sent there goes to another site. */
function leavesSite(path: string): boolean {
	return new URL(path, 'https://shop.example').origin !== 'https://shop.example';
}
