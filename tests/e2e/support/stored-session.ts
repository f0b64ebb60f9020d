import type { BrowserContext } from '@playwright/test';
import { combineChunks, stringFromBase64URL } from '@supabase/ssr';
import type { RawCookie, StoredSession } from './hostile-cookies.ts';

const NAME = /^(sb-.+-auth-token)(\.\d+)?$/;

/** A signed-in context's session, with its cookies and their base name. */
export async function sessionOf(context: BrowserContext) {
	const cookies = (await context.cookies()).filter(({ name }) => NAME.test(name));
	const name = NAME.exec(cookies[0]!.name)![1]!;
	const raw = cookies.map((cookie): RawCookie => [cookie.name, cookie.value]);
	const value = await combineChunks(name, (chunk) =>
		decodeURIComponent(cookies.find((cookie) => cookie.name === chunk)?.value ?? '')
	);
	const session = JSON.parse(stringFromBase64URL(value!.slice('base64-'.length)));
	return { name, cookies: raw, session: session as StoredSession };
}
