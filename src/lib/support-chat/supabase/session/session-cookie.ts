/** The part of a Supabase session that a request needs. */
export interface SessionToken {
	accessToken: string;
	/** Milliseconds since 1970, by the server's clock. */
	expiresAt: number;
}

/**
 * Reads the session that @supabase/ssr keeps in cookies, without loading ssr: one cookie
 * `sb-<first host label>-auth-token`, or chunks of that name with `.0`, `.1` … appended.
 *
 * Returns null when nobody is signed in, or the cookies are not readable (httpOnly, custom names).
 */
export function readSessionCookie(cookies: string, projectUrl: string): SessionToken | null {
	const name = sessionCookieName(projectUrl);
	const values = new Map(
		cookies.split('; ').map((pair): [string, string] => {
			const at = pair.indexOf('=');
			return [pair.slice(0, at), pair.slice(at + 1)];
		})
	);
	let value = values.get(name) ?? '';
	for (let i = 0, piece; !values.has(name) && (piece = values.get(`${name}.${i}`)); i++) {
		value += piece;
	}
	try {
		const text = decodeURIComponent(value);
		const { access_token, expires_at } = JSON.parse(
			text.startsWith('base64-') ? decodeBase64Url(text.slice(7)) : text
		);
		return access_token ? { accessToken: access_token, expiresAt: expires_at * 1000 } : null;
	} catch {
		return null;
	}
}

/** The user id in an access token; null for anything else. Not verified: the server does that. */
export function tokenUserId(token: string): string | null {
	return claimsOf(token).sub ?? null;
}

/** The claims in an access token; none for anything else. Not verified: the server does that. */
export function claimsOf(token: string): { sub?: string; iat?: number; exp?: number } {
	try {
		return JSON.parse(decodeBase64Url(token.split('.')[1]!));
	} catch {
		return {};
	}
}

/** Name of the session cookie, which supabase-js and @supabase/ssr derive from the project's host. */
export function sessionCookieName(projectUrl: string): string {
	return `sb-${new URL(projectUrl).hostname.split('.')[0]}-auth-token`;
}

function decodeBase64Url(text: string): string {
	const binary = atob(text.replaceAll('-', '+').replaceAll('_', '/'));
	return new TextDecoder().decode(Uint8Array.from(binary, (unit) => unit.charCodeAt(0)));
}
