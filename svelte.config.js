import node from '@sveltejs/adapter-node';
import vercel from '@sveltejs/adapter-vercel';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/**
 * SvelteKit hides its route announcer with an inline style, which the policy below forbids:
 * src/app.css does it instead.
 *
 * @type {import('svelte/compiler').PreprocessorGroup}
 */
const announcerWithoutStyle = {
	name: 'announcer-without-style',
	markup: ({ content, filename }) =>
		filename?.endsWith('/generated/root.svelte')
			? { code: content.replace(/(id="svelte-announcer"[^>]*?) style="[^"]*"/, '$1') }
			: undefined
};

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: [vitePreprocess(), announcerWithoutStyle],
	kit: {
		// Vercel sets VERCEL in its builds; everywhere else `node build` runs the app.
		adapter: process.env.VERCEL ? vercel() : node(),
		// Off here and done in hooks.server.ts, which lets a mail program unsubscribe with one click.
		csrf: { trustedOrigins: ['*'] },
		// What a page may load and run. SvelteKit adds a nonce for its own script to each page;
		// src/lib/security/content-policy.ts adds the Supabase project, which is known at run time.
		csp: {
			mode: 'nonce',
			directives: {
				'default-src': ['none'],
				'script-src': ['self'],
				'style-src': ['self'],
				// A picture that is being sent.
				'img-src': ['self', 'blob:'],
				'connect-src': ['self'],
				'form-action': ['self'],
				'base-uri': ['none'],
				'object-src': ['none'],
				'frame-ancestors': ['none']
			}
		}
	}
};
