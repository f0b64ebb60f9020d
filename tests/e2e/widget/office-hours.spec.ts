import { randomUUID } from 'node:crypto';
import type { Page } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import { showOnly } from '../support/on-duty.ts';
import { expect, test } from '../support/test.ts';
import { showWidgetSettings, WIDGET_SETTINGS_RPC } from '../support/widget-settings-answer.ts';

// What the owner has set, as the widget shows it. The settings are one row for all tests, which run in parallel: each
// test answers its own page's request for them.

const MINUTE = 60_000;

/** Answers the page's requests for the widget's settings; returns how many there were. */
async function answerSettings(page: Page, settings: () => object): Promise<() => number> {
	let asked = 0;
	await showWidgetSettings(page.context());
	await page.route(WIDGET_SETTINGS_RPC, (route) => {
		asked++;
		return route.fulfill({ json: settings() });
	});
	return () => asked;
}

const inMs = (ms: number) => new Date(Date.now() + ms).toISOString();

test('outside of office hours the widget says when support is back, until it is', async ({
	widget,
	user: { page }
}) => {
	await showOnly(page, randomUUID());
	// The server's clock, which does not run ahead below, is kept from the page.
	await page.route('**/rest/v1/**', async (route) => {
		const response = await route.fetch();
		await route.fulfill({ response, headers: { ...response.headers(), date: '' } });
	});
	const opensAt = inMs(MINUTE);
	const asked = await answerSettings(page, () => ({ opens_at: opensAt, reply_seconds: 60 }));
	await page.clock.install();
	await widget.open();
	await expect(widget.connection).toHaveText(/^\s*We’re back (tomorrow )?at \d+:\d\d\s[AP]M\s*$/);
	await page.clock.runFor(2 * MINUTE);
	await expect(widget.connection).toHaveText('Usually replies in a few minutes');
	expect(asked()).toBe(1);
	await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('an admin who is there outside of office hours is there', async ({
	widget,
	admin,
	user: { page }
}) => {
	await expect(admin.page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	await answerSettings(page, () => ({ opens_at: inMs(600 * MINUTE) }));
	await widget.open();
	await expect(widget.connection).toHaveText('Support is online');
});

const BRAND = { color: '#facc15', welcome_text: 'Hello <b>you</b>!\nAsk about orders.' };

test('the owner’s colour and welcome are legible in both schemes', async ({
	widget,
	user: { page }
}) => {
	await answerSettings(page, () => BRAND);
	await widget.open();
	await widget.send('Hello');
	await expect(widget.root).toContainText('Hello <b>you</b>!');
	await expect.poll(() => storedBrand(page)).not.toBeNull();
	await expectAccessible(page);
});

test('the next page has the colour before anything is asked, and loses it when it is reset', async ({
	widget,
	user: { page }
}) => {
	let settings: object = { color: '#0f766e' };
	const asked = await answerSettings(page, () => settings);
	await widget.open();
	await expect.poll(() => backgroundOf(page)).toBe('rgb(15, 118, 110)');
	await widget.close();
	await page.reload();
	await expect(widget.button).toBeVisible();
	expect(await backgroundOf(page)).toBe('rgb(15, 118, 110)');
	expect(asked()).toBe(1);
	settings = {};
	await widget.open();
	await expect.poll(() => backgroundOf(page)).not.toBe('rgb(15, 118, 110)');
	await expect.poll(() => storedBrand(page)).toBeNull();
});

test('the app’s own styles win over the owner’s colour', async ({ widget, user: { page } }) => {
	await answerSettings(page, () => ({ color: '#0f766e' }));
	await page.evaluate(() => {
		const sheet = new CSSStyleSheet();
		sheet.replaceSync('.support-chat { --chat-primary: rgb(1, 2, 3) }');
		document.adoptedStyleSheets.unshift(sheet);
	});
	await widget.open();
	await expect.poll(() => storedBrand(page)).toContain('#0f766e');
	// The colour under the pointer fades out.
	await expect.poll(() => backgroundOf(page)).toBe('rgb(1, 2, 3)');
});

test('stored colours that are something else are ignored', async ({ widget, user: { page } }) => {
	for (const stored of [
		'--chat-brand-0:url(https://evil.example);',
		`${'--chat-brand-0:#0f766e;'.repeat(5)}display:none`,
		'x'.repeat(1_000_000)
	]) {
		await page.evaluate((value) => localStorage.setItem('support-chat:brand', value), stored);
		await page.reload();
		await expect(widget.button).toBeVisible();
		expect(await widget.button.evaluate(styleOfHost)).toBe('');
	}
});

test('the logo has a place of its own, and none when it does not load', async ({
	widget,
	user: { page }
}) => {
	// From the app itself, whose policy allows no other pictures.
	const address = (name: string) => new URL(`/${name}.svg`, page.url()).href;
	let settings = { logo_url: address('logo') };
	await answerSettings(page, () => settings);
	await page.route('**/logo.svg', (route) =>
		route.fulfill({
			contentType: 'image/svg+xml',
			body: '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 200 50"><path d="M0 0h200v50z"/></svg>'
		})
	);
	await page.route('**/missing.svg', (route) => route.fulfill({ status: 404 }));
	await widget.open();
	const logo = widget.root.locator('img');
	await expect(logo).toBeVisible();
	expect(await logo.boundingBox()).toMatchObject({ width: 36, height: 36 });
	settings = { logo_url: address('missing') };
	await page.reload();
	const missed = page.waitForResponse('**/missing.svg');
	await widget.open();
	await missed;
	await expect(logo).toHaveCount(0);
});

/** The colour of the button, without the pointer on it. */
async function backgroundOf(page: Page): Promise<string> {
	await page.mouse.move(0, 0);
	return page
		.getByTestId('chat-button')
		.evaluate((button) => getComputedStyle(button).backgroundColor);
}

function storedBrand(page: Page): Promise<string | null> {
	return page.evaluate(() => localStorage.getItem('support-chat:brand'));
}

function styleOfHost(button: Element): string {
	return ((button.getRootNode() as ShadowRoot).host as HTMLElement).style.cssText;
}
