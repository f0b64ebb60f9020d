import node from '@sveltejs/adapter-node';
import vercel from '@sveltejs/adapter-vercel';
import { vitePreprocess } from '@sveltejs/vite-plugin-svelte';

/** @type {import('@sveltejs/kit').Config} */
export default {
	preprocess: vitePreprocess(),
	kit: {
		// Vercel sets VERCEL in its builds; everywhere else `node build` runs the app.
		adapter: process.env.VERCEL ? vercel() : node(),
		// Off here and done in hooks.server.ts, which lets a mail program unsubscribe with one click.
		csrf: { trustedOrigins: ['*'] }
	}
};
