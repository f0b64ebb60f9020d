import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

// Mistakes only, above all with promises. How code looks is Prettier's: no rule here is about that.
// Accessibility is the Svelte compiler's, whose warnings fail `npm run lint` too. Edge functions have
// `deno lint`.

export default defineConfig(
	globalIgnores([
		...['.svelte-kit/', '.vercel/', 'build/', 'dist/', 'supabase/functions/', 'supabase/.local/'],
		// Their packages are not installed here.
		'tests/hosts/apps/'
	]),
	js.configs.recommended,
	ts.configs.recommended,
	svelte.configs.recommended,
	{
		languageOptions: {
			parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'@typescript-eslint/await-thenable': 'error',
			'@typescript-eslint/no-floating-promises': 'error',
			'@typescript-eslint/no-misused-promises': 'error',
			'@typescript-eslint/only-throw-error': 'error',
			'@typescript-eslint/prefer-promise-reject-errors': 'error',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',

			// The compiler reports both.
			'no-undef': 'off',
			'@typescript-eslint/no-unused-vars': 'off',
			// Texts are searched for control characters and combining marks on purpose.
			'no-control-regex': 'off',
			'no-misleading-character-class': ['error', { allowEscape: true }],
			// A fixture that needs no other one is written `({}, use) =>`.
			'no-empty-pattern': ['error', { allowObjectPatternsAsParameters: true }],
			// State is `$state.raw` and replaced as a whole, collections too.
			'svelte/prefer-svelte-reactivity': 'off',
			// The app is served from the root of its host.
			'svelte/no-navigation-without-resolve': 'off',
			// A space at the edge of a block is written `{' '}`, or Svelte drops it.
			'svelte/no-useless-mustaches': 'off',
			'svelte/no-unused-props': ['error', { allowUnusedNestedProperties: true }]
		}
	},
	{
		files: ['**/*.svelte', '**/*.svelte.ts'],
		languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } }
	},
	{ files: ['**/*.js'], extends: [ts.configs.disableTypeChecked] }
);
