import type { Project } from '$lib/support-chat/supabase/chat-client.ts';

/**
 * For answers that are no page of the app: redirects, JSON, and src/error.html, which brings a style
 * sheet and nothing else.
 */
export const PLAIN_POLICY =
	"default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/**
 * Only Svelte may turn text into elements, and only by the templates it has compiled: any other
 * `innerHTML` throws in browsers that know Trusted Types.
 * https://developer.mozilla.org/docs/Web/API/Trusted_Types_API
 */
const TRUSTED_TYPES = "require-trusted-types-for 'script'; trusted-types svelte-trusted-html";

/**
 * Completes the policy that SvelteKit writes for a page (svelte.config.js) with what is known only
 * when the app runs.
 *
 * The Supabase client's socket needs its own scheme, since `https:` does not stand for `wss:`. Its
 * heartbeat runs in the page: with realtime-js' `worker` option, `worker-src blob:` is needed too.
 *
 * @param policy SvelteKit's policy, with a `connect-src`
 * @param project where the browser finds Supabase
 * @param dev leaves out what Vite's own script in the page does not keep to
 */
export function completePolicy(policy: string, project: Project, dev = false): string {
	const { origin } = new URL(project.url);
	const sources = `connect-src 'self' ${origin} ${origin.replace(/^http/, 'ws')}`;
	const completed = policy.replace("connect-src 'self'", sources);
	return dev ? completed : `${completed}; ${TRUSTED_TYPES}`;
}
