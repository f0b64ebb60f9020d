import type { Cookies } from '@sveltejs/kit';
import { expect, test } from 'vitest';
import { REDIRECT_TRICKS } from '../../../tests/fixtures/redirect-tricks.ts';
import { keepReturnPath, takeReturnPath } from './return-path.ts';

/** The part of SvelteKit's `Cookies` used here. */
function fakeCookies() {
	const jar = new Map<string, string>();
	const cookies = {
		get: (name: string) => jar.get(name),
		set: (name: string, value: string) => void jar.set(name, value),
		delete: (name: string) => void jar.delete(name)
	} as unknown as Cookies;
	return { jar, cookies };
}

test('a path is returned once', () => {
	const { cookies } = fakeCookies();
	expect(takeReturnPath(cookies)).toBe('/');
	keepReturnPath(cookies, '/?support=open');
	expect(takeReturnPath(cookies)).toBe('/?support=open');
	expect(takeReturnPath(cookies)).toBe('/');
});

test('the last path wins, and null clears it', () => {
	const { jar, cookies } = fakeCookies();
	keepReturnPath(cookies, '/admin');
	keepReturnPath(cookies, '/?support=open');
	expect([...jar.values()]).toEqual(['/?support=open']);
	keepReturnPath(cookies, null);
	expect(jar.size).toBe(0);
});

test.for(REDIRECT_TRICKS)(
	'%j never leaves the site, whether requested or planted in the cookie',
	(trick) => {
		const { jar, cookies } = fakeCookies();
		keepReturnPath(cookies, trick);
		expect([...jar.values()].filter((path) => leavesSite(path))).toEqual([]);
		jar.set('return_path', trick);
		expect(leavesSite(takeReturnPath(cookies))).toBe(false);
	}
);

/** Whether a redirect to `path` goes to another site. */
function leavesSite(path: string): boolean {
	return new URL(path, 'https://shop.example').origin !== 'https://shop.example';
}
