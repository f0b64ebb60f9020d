import { combineChunks, isChunkLike, stringFromBase64URL } from '@supabase/ssr';
import type { Project } from '$lib/support-chat/supabase/chat-client.ts';
import { z } from 'zod';

interface Cookie {
	name: string;
	value: string;
}

const BASE64_PREFIX = 'base64-';
/** The gateways in front of Supabase take no longer header line. */
const MAX_TOKEN_LENGTH = 8000;

const tokenHeader = z.object({ alg: z.string(), kid: z.string().optional() });
const tokenClaims = z.object({ sub: z.string().min(1), exp: z.number() });

/** What supabase-js takes for granted in a session. It checks that the fields are there, not what they hold. */
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

/** The cookies of this project's session, whole or in parts, under the name that supabase-js gives them. */
export function sessionCookies(cookies: readonly Cookie[], { url }: Project): Cookie[] {
	const key = storageKey(url);
	return cookies.filter(({ name }) => isChunkLike(name, key));
}

/**
 * Whether the cookies hold a session that supabase-js can work with. Others must not reach it: a
 * session without a refresh token ends the process by a promise that nobody awaits.
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

/** As supabase-js forms it. */
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

/** What `read` makes of a text; undefined when it is not written as it should be. */
function parse(read: () => unknown): unknown {
	try {
		return read();
	} catch {
		return undefined;
	}
}
