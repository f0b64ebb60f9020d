import { expect, test } from 'vitest';
import { findHost } from './host.ts';
import { makeFolder } from './testing.ts';

const packages = (...names: string[]) => ({
	'package.json': JSON.stringify({
		devDependencies: Object.fromEntries(names.map((n) => [n, '1']))
	})
});

test.for([
	['sveltekit', packages('@sveltejs/kit', 'svelte')],
	['next', packages('react', 'next')],
	['nuxt', packages('vue', 'nuxt')],
	['astro', packages('astro', 'react')],
	['vue', packages('vue')],
	['react', packages('react')],
	['rails', { Gemfile: "gem 'rails'", ...packages('react') }],
	['laravel', { 'composer.json': '{"require":{"laravel/framework":"12"}}', ...packages('vue') }],
	['plain', {}],
	['plain', { 'package.json': 'no JSON' }]
] as const)('finds %s in %j', async ([framework, files]) => {
	expect((await findHost(await makeFolder(files))).framework).toBe(framework);
});
