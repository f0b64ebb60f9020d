import type { BrowserContext, Page } from '@playwright/test';
import { createServerClient } from '@supabase/ssr';
import { environment } from '../../fixtures/environment.ts';

/** Signs in with a session of its own, in cookies as the app sets them, and opens `next`. */
export async function signIn(
	context: BrowserContext,
	person: { email: string; password: string },
	next = '/'
): Promise<Page> {
	await context.addCookies(await sessionCookiesOf(person));
	const page = await context.newPage();
	await page.goto(next);
	return page;
}

async function sessionCookiesOf({ email, password }: { email: string; password: string }) {
	const cookies: { name: string; value: string }[] = [];
	const { auth } = createServerClient(environment.url, environment.publishableKey, {
		cookies: { getAll: () => [], setAll: (all) => void cookies.push(...all) }
	});
	const { error } = await auth.signInWithPassword({ email, password });
	if (error) throw error;
	return cookies.map(({ name, value }) => ({
		...{ name, value, domain: 'localhost', path: '/', sameSite: 'Lax' as const },
		expires: Date.now() / 1000 + 3600
	}));
}
