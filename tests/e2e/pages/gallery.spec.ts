import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContext, ViewportSize } from '@playwright/test';
import { GROUPS } from '../../../src/routes/gallery/groups.ts';
import { startDevServer, type DevServer } from '../support/dev-server.ts';
import { makeSameEverywhere } from '../support/same-everywhere.ts';
import { expect, test } from '../support/test.ts';

// The states of the components that the gallery shows, as pictures: the server for development has it,
// the built app has not. When a change is meant to be seen, see visual.spec.ts.

// One server for all of them, which compiles each group when it is first asked for.
test.describe.configure({ mode: 'default', timeout: 120_000 });

const SCHEMES = ['light', 'dark'] as const;
const DESKTOP = { width: 1280, height: 1000 };
const PHONE = { width: 390, height: 844 };
/**
 * Part of a picture that may differ: less than elsewhere, as a state is a small part of its group, and
 * enough for the edges of letters, which browsers of other versions draw a little differently.
 */
const TOLERANCE = 0.003;

test.describe('in development', () => {
	let server: DevServer;
	/** One for all groups, whose browser caches the modules that they share. */
	let context: BrowserContext;

	test.beforeAll(async ({ browser }) => {
		server = await startDevServer();
		context = await browser.newContext({ bypassCSP: true });
		await makeSameEverywhere(context);
	});
	test.afterAll(async () => {
		await context.close();
		await server.stop();
	});

	for (const [name, { title }] of Object.entries(GROUPS)) {
		test(title, async () => {
			await compare(name, DESKTOP, SCHEMES);
		});
	}

	test('an open chat on a phone', async () => {
		await compare('chat', PHONE, ['phone']);
	});

	test('the server for development has nothing to complain about', () => {
		expect(server.warnings).toEqual([]);
	});

	/** Compares a group with its pictures: one in each colour scheme, or that on a phone. */
	async function compare(
		group: string,
		window: ViewportSize,
		looks: readonly ((typeof SCHEMES)[number] | 'phone')[]
	): Promise<void> {
		const page = await context.newPage();
		await page.setViewportSize(window);
		const errors: Error[] = [];
		page.on('pageerror', (error) => errors.push(error));
		await page.goto(`${server.address}/gallery/${group}`);
		const states = page.getByTestId('states');
		await expect(states).toBeVisible({ timeout: 60_000 });
		for (const look of looks) {
			await page.emulateMedia({ colorScheme: look === 'phone' ? 'light' : look });
			await expect.soft(states).toHaveScreenshot(`gallery-${group}-${look}.png`, {
				maxDiffPixelRatio: TOLERANCE,
				// Some parts come when they are first asked for, and the server compiles them then.
				timeout: 60_000
			});
		}
		expect(errors).toEqual([]);
		await page.close();
	}
});

test('the built app has no gallery', async ({ request }) => {
	for (const group of Object.keys(GROUPS)) {
		const answers = [
			await request.get(`/gallery/${group}`),
			await request.get(`/gallery/${group}/__data.json`)
		];
		expect(answers.map((answer) => answer.status())).toEqual([404, 404]);
	}
	const folder = join(import.meta.dirname, '..', '..', '..', 'build');
	const scripts = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
		file.endsWith('.js')
	);
	expect(scripts.length).toBeGreaterThan(100);
	// A name in the gallery's data.
	const withGallery = scripts.filter((file) =>
		readFileSync(join(folder, file), 'utf8').includes('featherstonehaugh')
	);
	expect(withGallery).toEqual([]);
});
