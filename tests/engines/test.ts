import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test as base } from 'vitest';
import { startBuiltApp } from '../fixtures/built-app.ts';
import { environment } from '../fixtures/environment.ts';
import { createAdmin, createUser, remove, type Person } from '../fixtures/people.ts';
import { Line } from '../faults/line.ts';
import { startProxy } from '../faults/proxy.ts';
import { Conversation } from './conversation.ts';
import type { Engine, Settings } from './engine.ts';

const PICTURES = join(import.meta.dirname, '..', '..', 'test-results');

/** The built app on the Supabase under test, with a line between Supabase and the browsers. */
export interface World {
	address: string;
	line: Line;
}

interface Fixtures {
	engine: Engine;
	user: Person;
	admin: Person;
	/** Starts a browser and signs a person in; it closes with the test. */
	visit(person: Person, path: string, settings?: Partial<Settings>): Promise<Conversation>;
}

/** Vitest's `test` for one engine. Each test has its own users and browsers. */
export const testIn = (engine: Engine) =>
	base
		.extend<{ $file: { world: World } }>({
			world: [
				async ({}, use) => {
					const line = new Line(() => {});
					// The app's server has another user agent, so cutting the line does not affect it.
					const isBrowser = (agent: string) => agent.startsWith('Mozilla');
					const proxy = await startProxy({
						target: environment.url,
						lineOf: (agent) => (isBrowser(agent) ? line : undefined),
						removeFiles: async () => 0
					});
					const app = await startBuiltApp(proxy.url, environment.publishableKey, 4390);
					await use({ address: app.address, line });
					await app.stop();
					await proxy.stop();
				},
				{ scope: 'file' }
			]
		})
		.extend<Omit<Fixtures, 'engine'>>({
			user: async ({}, use) => {
				const user = await createUser();
				await use(user);
				await remove(user);
			},
			admin: async ({}, use) => {
				const admin = await createAdmin('Support');
				await use(admin);
				await remove(admin);
			},
			visit: async ({ world, task }, use) => {
				const visitors: Conversation[] = [];
				await use(async (person, path, settings) => {
					const page = await engine.open({ language: 'en', colours: 'light', ...settings });
					const visitor = new Conversation(page, world.address);
					visitors.push(visitor);
					await visitor.signIn(person, path);
					return visitor;
				});
				world.line.heal();
				for (const [index, { page }] of visitors.entries()) {
					if (task.result?.state === 'fail') {
						const name = `${engine.name} ${task.name} ${index}.png`.replaceAll(/[^\w.]+/g, '-');
						await mkdir(PICTURES, { recursive: true });
						await writeFile(join(PICTURES, name), await page.screenshot()).catch(() => {});
					}
					await page.close();
				}
			}
		});
