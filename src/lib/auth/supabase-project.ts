import type { Project } from '$lib/support-chat/supabase/project.ts';

/**
 * Reads the project from the environment, or returns a sentence that explains what is wrong.
 * Refuses a secret key as the publishable key, because this value is sent to every browser.
 */
export function readSupabaseProject(
	env: Record<string, string | undefined>
): { project: Project } | { problem: string } {
	const url = env.SUPABASE_URL?.trim();
	const publishableKey = env.SUPABASE_PUBLISHABLE_KEY?.trim();

	const missing = [
		...(url ? [] : ['SUPABASE_URL']),
		...(publishableKey ? [] : ['SUPABASE_PUBLISHABLE_KEY'])
	];
	if (!url || !publishableKey) {
		const names = missing.join(' and ');
		return {
			problem: `${names} ${missing.length > 1 ? 'are' : 'is'} not set: put the address and the publishable key of your Supabase project into the environment or into .env.`
		};
	}
	if (!/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
		return { problem: `SUPABASE_URL must start with https:// or http://, but it is "${url}".` };
	}
	if (isSecretKey(publishableKey)) {
		return {
			problem:
				'SUPABASE_PUBLISHABLE_KEY holds a secret key, which must never reach a browser: use the publishable one.'
		};
	}
	return { project: { url: url.replace(/\/+$/, ''), publishableKey } };
}

function isSecretKey(key: string): boolean {
	if (key.startsWith('sb_secret_')) return true;
	const payload = key.split('.')[1];
	if (!payload) return false;
	return /"role"\s*:\s*"service_role"/.test(Buffer.from(payload, 'base64url').toString());
}
