import { existsSync } from 'node:fs';
import { sveltekit } from '@sveltejs/kit/vite';
import { defineConfig } from 'vitest/config';
import { mergeFiles } from './src/lib/merge-files.ts';
import { supportChat } from './src/lib/support-chat/vite-plugin.ts';

export default defineConfig({
	plugins: [sveltekit(), supportChat(), mergeFiles()],
	server: { host: '127.0.0.1', port: 5173, strictPort: true },
	test: {
		// Fails if a file filter matches nothing.
		passWithNoTests: false,
		projects: [
			{
				extends: true,
				test: {
					name: 'unit',
					include: ['src/**/*.test.ts', 'tests/*.test.ts', 'tests/browser-support/*.test.ts'],
					setupFiles: 'tests/fixtures/seed-properties.ts',
					// Each file puts back what it replaces, and modules are loaded once: half the processor time.
					isolate: false,
					// `npm test` runs another step beside this one, as it does beside the others.
					testTimeout: 20_000
				}
			},
			{
				test: {
					name: 'local',
					include: ['tests/local/**/*.test.ts'],
					// Most of the time they wait; each starts what it needs.
					maxWorkers: 2,
					testTimeout: 60_000
				}
			},
			{
				test: {
					name: 'stack',
					include: ['tests/{database,api}/**/*.test.ts'],
					setupFiles: ['tests/fixtures/enter-stack.ts', 'tests/fixtures/seed-properties.ts'],
					globalSetup: 'tests/fixtures/start-stacks.ts',
					// Each with a Supabase of its own; one from outside is one for all.
					maxWorkers: process.env.SUPABASE_URL || existsSync('.env') ? 1 : 2,
					testTimeout: 60_000
				}
			},
			{
				test: {
					name: 'email',
					include: ['tests/email/**/*.test.ts'],
					globalSetup: 'tests/fixtures/start-stack.ts',
					// All files share the mailbox's faults, the settings and the outbox.
					fileParallelism: false,
					testTimeout: 30_000
				}
			},
			{
				test: {
					name: 'engines',
					include: ['tests/engines/**/*.test.ts'],
					globalSetup: 'tests/fixtures/start-stack.ts',
					// One browser at a time, timeouts for slow machines, and a retry after a browser crash.
					retry: 1,
					fileParallelism: false,
					testTimeout: 120_000,
					hookTimeout: 30_000,
					expect: { poll: { timeout: 15_000, interval: 30 } }
				}
			}
		]
	}
});
