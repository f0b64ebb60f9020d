import { env } from '$env/dynamic/private';
import { env as publicEnv } from '$env/dynamic/public';

/** The Supabase project of the app, from the environment. Sent to browsers: never a secret key. */
export function readProject() {
	const url = env.SUPABASE_URL ?? publicEnv.PUBLIC_SUPABASE_URL ?? '';
	return {
		url: url.replace(/\/+$/, ''),
		publishableKey: env.SUPABASE_PUBLISHABLE_KEY ?? publicEnv.PUBLIC_SUPABASE_PUBLISHABLE_KEY ?? ''
	};
}
