import type { Cookies } from '@sveltejs/kit';
import { safeReturnPath } from './safe-return-path.ts';

const NAME = 'return_path';
/** Sent to the pages that read it, for as long as the links in our e-mails work. */
const OPTIONS = { path: '/auth', httpOnly: true, sameSite: 'lax', maxAge: 60 * 60 } as const;

/**
 * Remembers the visitor's destination until they open the link in our e-mail, which cannot carry it.
 * Opened in another browser, the link leads to the start page.
 */
export function keepReturnPath(cookies: Cookies, requested: string | null): void {
	const path = safeReturnPath(requested);
	if (path !== '/') cookies.set(NAME, path, OPTIONS);
	else takeReturnPath(cookies);
}

/** Returns the remembered path and forgets it; the start page when there is none. */
export function takeReturnPath(cookies: Cookies): string {
	const kept = cookies.get(NAME);
	if (kept !== undefined) cookies.delete(NAME, OPTIONS);
	return safeReturnPath(kept);
}
