import { combineChunks, isChunkLike, stringFromBase64URL } from '@supabase/ssr';
import type { Project } from '$lib/support-chat/supabase/project.ts';
import { z } from 'zod';

interface Cookie {
	name: string;
	value: string;
}

const BASE64_PREFIX = 'base64-';
/** In characters: the gateways in front of Supabase reject longer header lines. */
const MAX_TOKEN_LENGTH = 8000;

const tokenHeader = z.object({ alg: z.string(), kid: z.string().optional() });
const tokenClaims = z.object({ sub: z.string().min(1), exp: z.number() });

/** What supabase-js assumes of a stored session: it checks that the fields exist, not their values. */
const storedSession = z.object({
	access_token: z
		.string()
		.max(MAX_TOKEN_LENGTH)
		.refine((token) => isToken(token)),
	refresh_token: z
		.string()
		.max(MAX_TOKEN_LENGTH)
		.regex(/^[\x21-\x7e]+$/),
	expires_at: z.number(),
	user: z.looseObject({}).nullish()
});

/** The cookies of this project's session, whole or in chunks, by the name that supabase-js uses. */
export function sessionCookies(cookies: readonly Cookie[], { url }: Project): Cookie[] {
	const key = storageKey(url);
	return cookies.filter(({ name }) => isChunkLike(name, key));
}

/**
 * Whether the cookies hold a session that supabase-js can use. Others must not reach it: a session
 * without a refresh token crashes the process with an unhandled rejection.
 */
export async function holdsSession(cookies: readonly Cookie[], { url }: Project): Promise<boolean> {
	const text = await combineChunks(
		storageKey(url),
		(chunk) => cookies.find(({ name }) => name === chunk)?.value
	);
	if (!text) return false;
	const json = text.startsWith(BASE64_PREFIX)
		? parse(() => JSON.parse(stringFromBase64URL(text.slice(BASE64_PREFIX.length))))
		: parse(() => JSON.parse(text));
	return storedSession.safeParse(json).success;
}

/** The storage key that supabase-js derives from the project's URL. */
function storageKey(url: string): string {
	return `sb-${new URL(url).hostname.split('.')[0]}-auth-token`;
}

function isToken(token: string): boolean {
	if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(token)) return false;
	const [header, claims] = token
		.split('.')
		.map((part) => parse(() => JSON.parse(stringFromBase64URL(part))));
	return tokenHeader.safeParse(header).success && tokenClaims.safeParse(claims).success;
}

/** The result of `read`; undefined when it throws. */
function parse(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}
