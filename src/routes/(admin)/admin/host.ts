// What the inbox takes from the app around it. Copied into another app, this is the file to change.

/** The address of the sign-in page, which leads back to `here`, a path with its query. */
export function signInHref(here: string): string {
	return `/auth/sign-in?next=${encodeURIComponent(here)}`;
}

/** The path that signs out by POST. */
export const SIGN_OUT = '/auth/sign-out';

/** The path that these routes are at. */
export const INBOX_PATH = '/admin';
