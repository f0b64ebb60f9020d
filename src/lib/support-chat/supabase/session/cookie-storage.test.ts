import { createBrowserClient, createServerClient, parseCookieHeader } from '@supabase/ssr';
import { describe, expect, it } from 'vitest';
import { CookieStorage } from './cookie-storage.ts';
import { readSessionCookie } from './session-cookie.ts';

const url = 'https://abcdef.supabase.co';
const key = 'sb-abcdef-auth-token';

/** Stores cookies as a document does, and exposes their attributes. */
class Jar {
	readonly values = new Map<string, string>([['other', 'a%zz=b']]);
	readonly attributes = new Map<string, string>();

	get cookie(): string {
		return [...this.values].map(([name, value]) => `${name}=${value}`).join('; ');
	}

	set cookie(text: string) {
		const [, name, value, attributes] = /^([^=]+)=([^;]*)(.*)$/.exec(text)!;
		this.attributes.set(name!, attributes!);
		if (attributes!.includes('Max-Age=0')) this.values.delete(name!);
		else this.values.set(name!, value!);
	}
}

function session(length: number) {
	const token = `header.${'x'.repeat(length)}é.sign`;
	return {
		access_token: token,
		refresh_token: 'r',
		token_type: 'bearer',
		expires_in: 3600,
		expires_at: Math.floor(Date.now() / 1000) + 3600,
		user: { id: '1', name: 'Zoë 日本' }
	};
}

/** The access token that @supabase/ssr's server client reads from these cookies. */
async function readByServer(jar: Jar) {
	const server = createServerClient(url, 'key', {
		cookies: {
			getAll: () => parseCookieHeader(jar.cookie).map(({ name, value = '' }) => ({ name, value })),
			setAll: () => {}
		}
	});
	return (await server.auth.getSession()).data.session?.access_token;
}

describe('CookieStorage', () => {
	it.each([10, 2_000, 5_000, 9_000])(
		'writes a session of %i bytes as @supabase/ssr reads it, and reads it again',
		async (length) => {
			const jar = new Jar();
			const storage = new CookieStorage(jar, true);
			const written = session(length);
			await storage.setItem(key, JSON.stringify(written));
			expect(await readByServer(jar)).toBe(written.access_token);
			expect(readSessionCookie(jar.cookie, url)?.accessToken).toBe(written.access_token);
			expect(await storage.getItem(key)).toBe(JSON.stringify(written));
		}
	);

	it('reads what @supabase/ssr wrote, and removes all of its chunks', async () => {
		const jar = new Jar();
		const client = createBrowserClient(url, 'key', {
			isSingleton: false,
			auth: { autoRefreshToken: false, detectSessionInUrl: false },
			cookies: {
				getAll: () =>
					parseCookieHeader(jar.cookie).map(({ name, value = '' }) => ({ name, value })),
				setAll: (all) => {
					for (const { name, value } of all) jar.cookie = `${name}=${value}; Max-Age=1`;
				}
			}
		});
		const { storage } = client.auth as unknown as { storage: CookieStorage };
		await storage.setItem(key, JSON.stringify(session(9_000)));
		expect(jar.values.size).toBeGreaterThan(3);
		const own = new CookieStorage(jar, false);
		expect(JSON.parse((await own.getItem(key))!)).toMatchObject({ refresh_token: 'r' });
		await own.setItem(key, JSON.stringify(session(10)));
		expect([...jar.values.keys()]).toEqual(['other', key]);
		await own.removeItem(key);
		expect([...jar.values.keys()]).toEqual(['other']);
	});

	it('writes cookies for the whole site, Secure on an https page', async () => {
		const jar = new Jar();
		await new CookieStorage(jar, true).setItem(key, '{}');
		expect(jar.attributes.get(key)).toBe('; Max-Age=34560000; Path=/; SameSite=lax; Secure');
		await new CookieStorage(jar, false).setItem(key, '{}');
		expect(jar.attributes.get(key)).not.toContain('Secure');
	});

	it('reads mixed chunks of two sessions as no session', async () => {
		const jar = new Jar();
		const storage = new CookieStorage(jar, false);
		await storage.setItem(key, JSON.stringify(session(5_000)));
		jar.values.set(`${key}.0`, 'base64-' + 'A'.repeat(3_000));
		expect(await storage.getItem(key)).toBeNull();
	});
});
