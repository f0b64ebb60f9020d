import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { signInByForm } from '../e2e/support/sign-in-page.ts';
import { Conversation, Inbox, Widget } from '../e2e/support/screens.ts';
import { CHROMIUM_FLAGS, findChromium } from '../fixtures/chromium.ts';
import { environment } from '../fixtures/environment.ts';
import { startStack } from '../fixtures/start-stack.ts';

// `npm run screenshots`: the README's pictures, taken from the running app with the demo data.

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, '.github', 'screenshots');
const ADDRESS = 'http://localhost:4174';
const PASSWORD = 'password123';

const DESKTOP = { width: 1280, height: 800 };
const PHONE = { width: 390, height: 844 };

const stopStack = await startStack();
const app = await startApp();
const browser = await chromium.launch({ executablePath: findChromium(), args: CHROMIUM_FLAGS });
try {
	await mkdir(FOLDER, { recursive: true });
	await converse(browser);
	for (const scheme of ['light', 'dark'] as const) {
		await shoot(browser, scheme, 'desktop', DESKTOP);
		await shoot(browser, scheme, 'phone', PHONE);
	}
	await shootSearch(browser);
	await shootArabic(browser);
	await compose(browser);
} finally {
	await browser.close();
	app.kill();
	await stopStack();
}

async function startApp() {
	const server = spawn(process.execPath, ['build'], {
		cwd: ROOT,
		stdio: ['ignore', 'pipe', 'inherit'],
		env: {
			...process.env,
			HOST: '127.0.0.1',
			PORT: new URL(ADDRESS).port,
			ORIGIN: ADDRESS,
			SUPABASE_URL: environment.url,
			SUPABASE_PUBLISHABLE_KEY: environment.publishableKey
		}
	});
	await once(server.stdout, 'data');
	return server;
}

async function openAs(browser: Browser, email: string, path: string, options: object) {
	const context = await browser.newContext({
		baseURL: ADDRESS,
		locale: 'en-US',
		timezoneId: 'UTC',
		deviceScaleFactor: 2,
		...options
	});
	return signInByForm(context, { email, password: PASSWORD }, path);
}

/** Writes a short conversation between the two demo accounts through the app. */
async function converse(browser: Browser): Promise<void> {
	const user = new Widget(await openAs(browser, 'user@example.com', '/', { viewport: DESKTOP }));
	const admin = await openAs(browser, 'admin@example.com', '/admin', { viewport: DESKTOP });
	await user.open();
	await user.send('Hi! My last order says “delivered”, but nothing has arrived.');
	await user.send('Can you have a look?');
	const chat: Conversation = await new Inbox(admin).open('user@example.com');
	await chat.send(
		'Of course. The carrier left it at a pick-up point: the address is on the order’s page.'
	);
	await user
		.message(
			'Of course. The carrier left it at a pick-up point: the address is on the order’s page.'
		)
		.waitFor();
	await user.send('Found it, thank you 🙏');
	await chat.message('Found it, thank you 🙏').waitFor();
	await chat.send('Enjoy!');
	await user.message('Enjoy!').waitFor();
	await user.page.context().close();
	await admin.context().close();
}

async function shoot(
	browser: Browser,
	colorScheme: 'light' | 'dark',
	device: string,
	viewport: { width: number; height: number }
): Promise<void> {
	const options = {
		viewport,
		colorScheme,
		reducedMotion: 'reduce',
		isMobile: device === 'phone',
		hasTouch: device === 'phone'
	};
	const take = (page: Page, name: string) =>
		page.screenshot({ path: join(FOLDER, `${name}-${device}-${colorScheme}.png`) });

	const user = await openAs(browser, 'user@example.com', '/', options);
	const widget = new Widget(user);
	await widget.open();
	await widget.message('Enjoy!').waitFor();
	await user.locator('[data-testid=connection][data-state=connected]').first().waitFor();
	await take(user, 'widget');
	await user.context().close();

	const admin = await openAs(browser, 'admin@example.com', '/admin', options);
	const inbox = new Inbox(admin);
	await inbox.card('customer3@example.com').waitFor();
	await admin.locator('[data-testid=connection][data-state=connected]').first().waitFor();
	await take(admin, 'inbox');
	const chat = await inbox.open('user@example.com');
	await chat.message('Enjoy!').waitFor();
	await admin.locator('[data-testid=connection][data-state=connected]').first().waitFor();
	await take(admin, 'chat');
	await admin.context().close();
}

/** The inbox with search results and an opened hit. */
async function shootSearch(browser: Browser): Promise<void> {
	const viewport = { width: 1440, height: 900 };
	const admin = await openAs(browser, 'admin@example.com', '/admin?q=address', { viewport });
	await admin.getByTestId('search-results').getByRole('link').first().click();
	await admin.getByTestId('message').first().waitFor();
	await admin.locator('[data-testid=connection][data-state=connected]').first().waitFor();
	await admin.screenshot({ path: join(FOLDER, 'search-desktop-light.png') });
	await admin.context().close();
}

/** The widget in Arabic. */
async function shootArabic(browser: Browser): Promise<void> {
	const options = { viewport: DESKTOP, locale: 'ar', reducedMotion: 'reduce' };
	const widget = new Widget(await openAs(browser, 'user@example.com', '/', options));
	await widget.open();
	await widget.message('Enjoy!').waitFor();
	await widget.page.locator('[data-testid=connection][data-state=connected]').waitFor();
	await widget.page.screenshot({ path: join(FOLDER, 'widget-desktop-rtl.png') });
	await widget.page.context().close();
}

/** Inbox and widget side by side: the README's first picture. */
async function compose(browser: Browser): Promise<void> {
	const page = await browser.newPage({
		viewport: { width: 1400, height: 470 },
		deviceScaleFactor: 1
	});
	await page.goto(`file://${FOLDER}/`);
	await page.setContent(`
		<style>
			body { margin: 0; display: flex; gap: 20px; padding: 20px; background: #e9eaf1 }
			img { width: 670px; border-radius: 10px; box-shadow: 0 8px 30px rgb(16 18 27 / 18%) }
		</style>
		<img src="chat-desktop-light.png"><img src="widget-desktop-dark.png">`);
	await page.waitForFunction(() => [...document.images].every((image) => image.complete));
	await page.screenshot({ path: join(FOLDER, 'overview.png') });
}
