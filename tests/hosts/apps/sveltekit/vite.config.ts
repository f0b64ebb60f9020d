import tailwindcss from '@tailwindcss/vite';
import adapter from '@sveltejs/adapter-auto';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vite';
import { supportChat } from './src/lib/support-chat/vite-plugin.ts';

export default defineConfig({
	plugins: [tailwindcss(), sveltekit({ adapter: adapter() }), supportChat()]
});
