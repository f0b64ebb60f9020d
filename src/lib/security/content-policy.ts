import type { Project } from '$lib/support-chat/supabase/project.ts';

/**
 * For responses other than pages of the app: redirects, JSON, and src/error.html, which loads only a
 * style sheet.
 */
export const PLAIN_POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Only Svelte's compiled templates may create elements from text: any other `innerHTML` throws in
 * browsers that support Trusted Types.
 * https://developer.mozilla.org/docs/Web/API/Trusted_Types_API
 */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/**
 * Completes the policy that SvelteKit writes for a page (svelte.config.js) with what is known only at
 * run time.
 *
 * The Supabase client's socket needs its own source, since `https:` does not cover `wss:`. Its heartbeat
 * runs in the page: realtime-js's `worker` option would also need `worker-src blob:`.
 *
 * Pictures of the chat come from the project's Storage.
 *
 * @param policy SvelteKit's policy, with a `connect-src` and an `img-src`
 * @param project the Supabase project the browser connects to
 * @param dev omits Trusted Types, which Vite's own client script violates
 */
export function completePolicy(policy: string, project: Project, dev = false): string {
	const { origin } = new URL(project.url);
	const sources = `connect-src 'self' ${origin} ${origin.replace(/^http/, 'ws')}`;
	const completed = policy
		.replace("connect-src 'self'", sources)
		.replace("img-src 'self'", `img-src 'self' ${origin}`);
	return dev ? completed : `${completed}; ${TRUSTED_TYPES}`;
}
