import type { BrowserContext, Page } from '@playwright/test';
import { createServerClient } from '@supabase/ssr';
import type { SupabaseClient } from '@supabase/supabase-js';
import { environment } from '../../fixtures/environment.ts';

type Auth = SupabaseClient['auth'];

/** Signs in with a session of its own, in cookies as the app sets them, and opens `next`. */
export async function signIn(
	context: BrowserContext,
	person: { email: string; password: string },
	next = '/'
): Promise<Page> {
	await addSession(context, person);
	const page = await context.newPage();
	await page.goto(next);
	return page;
}

/** Signs in with a session of its own, in cookies as the app sets them. */
export async function addSession(
	context: BrowserContext,
	person: { email: string; password: string }
): Promise<void> {
	await context.addCookies(await sessionCookies((auth) => auth.signInWithPassword(person)));
}

/** Signs in as a new guest, and opens the home page. */
export async function signInAsGuest(context: BrowserContext): Promise<Page> {
	await context.addCookies(await sessionCookies((auth) => auth.signInAnonymously()));
	const page = await context.newPage();
	await page.goto('/');
	return page;
}

async function sessionCookies(begin: (auth: Auth) => Promise<{ error: Error | null }>) {
	const cookies: { name: string; value: string }[] = [];
	const { auth } = createServerClient(environment.url, environment.publishableKey, {
		cookies: { getAll: () => [], setAll: (all) => void cookies.push(...all) }
	});
	const { error } = await begin(auth);
	if (error) throw error;
	return cookies.map(({ name, value }) => ({
		...{ name, value, domain: 'localhost', path: '/', sameSite: 'Lax' as const },
		expires: Date.now() / 1000 + 3600
	}));
}
