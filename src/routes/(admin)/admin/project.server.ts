import { env } from '$env/dynamic/private';

/** The Supabase project of the app, by the names of `.env`. Sent to browsers: never a secret key. */
export function readProject() {
	return {
		url: (env.SUPABASE_URL ?? '').replace(/\/+$/, ''),
		publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? ''
	};
}
