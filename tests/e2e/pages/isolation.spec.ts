import type { Page } from '@playwright/test';
import { differences, drawPage, drawWidget, styleHostilely } from '../support/hostile-styles.ts';
import { expect, test, type Widget } from '../support/test.ts';

// The widget and host pages with global style sheets do not affect each other.

test.beforeEach(({ user }) => user.page.emulateMedia({ reducedMotion: 'reduce' }));

test('no style sheet of the page reaches the widget', async ({ widget, user }) => {
	const { page } = user;
	await page.mouse.move(0, 0);
	await widget.button.waitFor();
	await expectUnmoved();
	await showEverything(widget);
	expect((await drawWidget(page)).length).toBeGreaterThan(60);
	await expectUnmoved();
	// It also works: an element above it would take the click.
	await styleHostilely(page);
	await widget.button.click();
	await expect(widget.root).toBeHidden();
	await widget.button.click();
	await widget.send('Through all of it');
	await expect(widget.message('Through all of it')).toBeVisible();

	/** Retries, because the connection's text may change meanwhile. */
	async function expectUnmoved() {
		await expect(async () => {
			const before = await drawWidget(page);
			const undo = await styleHostilely(page);
			const after = await drawWidget(page);
			await undo();
			expect(differences(before, after)).toEqual([]);
		}).toPass({ timeout: 20_000 });
	}
});

test('the hostile sheet changes most of the page itself', async ({ user }) => {
	const { page } = user;
	const before = await drawPage(page);
	await styleHostilely(page);
	const changed = differences(before, await drawPage(page)).filter((text) => /: box/.test(text));
	expect(changed.length).toBeGreaterThan(before.length / 2);
});

test('the widget changes nothing on the page', async ({ widget, user, browser }) => {
	// The page without scripts, so without the widget, and without its one linked sheet, the tokens.
	const storageState = await user.context.storageState();
	const context = await browser.newContext({
		storageState,
		javaScriptEnabled: false,
		reducedMotion: 'reduce'
	});
	const still = await context.newPage();
	await still.route('**/*.css', async (route) => {
		const response = await route.fetch();
		const text = await response.text();
		await route.fulfill({ response, body: text.includes('--chat-') ? '' : text });
	});
	await still.goto('/');
	await addSamples(still);
	await expect(still.getByTestId('chat-button')).toHaveCount(0);
	const without = await drawPage(still);
	expect(without.length).toBeGreaterThan(60);
	await context.close();
	await addSamples(user.page);
	await showEverything(widget);
	expect(differences(without, await drawPage(user.page))).toEqual([]);
});

test('the widget’s host element takes no space, whatever the page’s styles', async ({
	widget,
	user
}) => {
	await widget.button.waitFor();
	const host = user.page.locator('.support-chat');
	await styleHostilely(user.page);
	const taken = await host.evaluate((element) => {
		const { width, height } = element.getBoundingClientRect();
		const pseudo = ['::before', '::after'].map((part) => getComputedStyle(element, part).display);
		return { width, height, pseudo };
	});
	expect(taken).toEqual({ width: 0, height: 0, pseudo: ['none', 'none'] });
});

test('branding and the app’s colour scheme reach the widget', async ({ widget, user }) => {
	await user.page.emulateMedia({ colorScheme: 'light' });
	await widget.open();
	const colours = () =>
		widget.root.evaluate((panel) => {
			const button = panel.querySelector('[type=submit]')!;
			const [ground, own] = [panel, button].map((part) => getComputedStyle(part).backgroundColor);
			return { ground, own };
		});
	await widget.composer.fill('Something to send');
	const light = await colours();
	await user.page.evaluate(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync('.support-chat { --chat-primary: rgb(15, 118, 110) }');
		document.adoptedStyleSheets.push(sheet);
		document.documentElement.className = 'dark';
	});
	await expect.poll(colours).toEqual({ ground: 'rgb(22, 23, 29)', own: 'rgb(15, 118, 110)' });
	await user.page.evaluate(() => (document.documentElement.className = 'light'));
	await expect.poll(async () => (await colours()).ground).toBe(light.ground);
});

/** Shows a conversation, the settings and a failed message at once. */
async function showEverything(widget: Widget): Promise<void> {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.send('Hello there, see https://example.com');
	await expect(widget.messages.last()).toContainText('Sent');
	await widget.page.route('**/rest/v1/support_messages*', (route) =>
		route.request().method() === 'POST'
			? route.fulfill({ status: 403, json: { code: '42501', message: 'refused' } })
			: route.continue()
	);
	await widget.send('Refused');
	await widget.root.getByRole('button', { name: 'Retry' }).waitFor();
	await widget.page.unroute('**/rest/v1/support_messages*');
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	await expect(widget.root.getByRole('switch', { name: /email/i })).toBeEnabled();
}

/** Adds elements that other pages have and this one does not. */
async function addSamples(page: Page): Promise<void> {
	await page.evaluate(() => {
		const kinds = 'h1 h2 h3 p a button input textarea select ul ol li time svg form header';
		const parts = kinds.split(' ').map((kind) => document.createElement(kind));
		for (const name of ['panel', 'badge', 'bubble', 'text', 'open', 'note', 'unseen']) {
			parts.push(Object.assign(document.createElement('div'), { className: name }));
		}
		document.body.append(...parts);
	});
}
