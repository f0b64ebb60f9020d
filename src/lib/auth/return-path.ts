import type { Cookies } from '@sveltejs/kit';
import { safeReturnPath } from './safe-return-path.ts';

const NAME = 'return_path';
/** The pages that read it, and as long as the links in our mails work. */
const OPTIONS = { path: '/auth', httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 } as const;

/**
 * Remembers where somebody wanted to go while they look for our mail: the link in it is the same for
 * everybody. Opened in another browser, it leads to the start page.
 */
export function keepReturnPath(cookies: Cookies, asked: string | null): void {
	const path = safeReturnPath(asked);
	if (path !== '/') cookies.set(NAME, path, OPTIONS);
	else takeReturnPath(cookies);
}

/** Where they wanted to go, once; the start page when nobody knows. */
export function takeReturnPath(cookies: Cookies): string {
	const kept = cookies.get(NAME);
	if (kept !== undefined) cookies.delete(NAME, OPTIONS);
	return safeReturnPath(kept);
}
