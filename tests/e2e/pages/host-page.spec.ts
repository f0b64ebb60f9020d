import { expect, signIn, test, Widget } from '../support/test.ts';
import type { Browser, Page } from '@playwright/test';

// The widget leaves the host page's shortcuts and history alone.

declare global {
	interface Window {
		received: string[];
	}
}

const PHONE = { width: 390, height: 844 };

/** Records events as a page with single-key shortcuts does, which ignores those of text fields. */
async function listenOutsideOfFields(page: Page): Promise<void> {
	await page.evaluate(() => {
		window.received = [];
		const types = 'keydown keyup keypress beforeinput input paste cut copy';
		for (const type of types.split(' ')) {
			document.addEventListener(type, (event) => {
				if (/^(INPUT|TEXTAREA)$/.test((event.target as Element).tagName)) return;
				const { key } = event as KeyboardEvent;
				window.received.push(key ? `${type} ${key}` : type);
				if (/^[gh?yes]$/.test(key)) event.preventDefault();
			});
		}
	});
}

const received = (page: Page) => page.evaluate(() => window.received);

test('typing in the widget does not reach the page, and its commands do', async ({
	widget,
	user
}) => {
	const { page } = user;
	await listenOutsideOfFields(page);
	await widget.open();
	await widget.composer.click();
	await page.evaluate(() => (window.received = []));
	await page.keyboard.type('going home? yes');
	await page.keyboard.press('Shift+Enter');
	await page.keyboard.type('é 1');
	await page.keyboard.press('Control+a');
	await page.keyboard.press('Control+c');
	await page.keyboard.press('End');
	await page.keyboard.press('Enter');
	await expect(widget.message('going home? yes\né 1')).toBeVisible();
	expect((await received(page)).filter((what) => !what.endsWith(' Control'))).toEqual([]);
	await page.evaluate(() => (window.received = []));
	await page.keyboard.press('Control+k');
	await page.keyboard.press('F2');
	await page.keyboard.press('Shift+Tab');
	expect(await received(page)).toEqual([
		...['keydown Control', 'keydown k', 'keyup k', 'keyup Control'],
		...['keydown F2', 'keyup F2', 'keydown Tab', 'keyup Tab']
	]);
	await widget.composer.focus();
	await page.evaluate(() => (window.received = []));
	await page.keyboard.press('Escape');
	await expect(widget.root).toBeHidden();
	expect(await received(page)).toEqual([]);
	// Outside the widget the page receives them as before.
	await page.evaluate(() => (document.activeElement as HTMLElement).blur());
	await page.keyboard.press('g');
	expect(await received(page)).toEqual(['keydown g', 'keyup g']);
});

test('Escape and Enter of an input method reach neither the page nor the panel', async ({
	widget,
	user
}) => {
	const { page } = user;
	await widget.open();
	await widget.composer.fill('にほん');
	await listenOutsideOfFields(page);
	const cdp = await page.context().newCDPSession(page);
	for (const key of ['Escape', 'Enter']) {
		await cdp.send('Input.dispatchKeyEvent', {
			...{ type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 }
		});
	}
	await expect(widget.composer).toHaveValue('にほん');
	await expect(widget.composer).toBeVisible();
	await expect(widget.messages).toHaveCount(0);
	expect(await received(page)).toEqual([]);
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	await cdp.send('Input.dispatchKeyEvent', {
		...{ type: 'rawKeyDown', key: 'Escape', code: 'Escape', windowsVirtualKeyCode: 229 }
	});
	await expect(widget.root.getByRole('switch').first()).toBeVisible();
});

/** Opens the app on a phone, with a page before it in the history. */
async function onPhone(browser: Browser, person: { email: string; password: string }) {
	const context = await browser.newContext({ hasTouch: true, isMobile: true, viewport: PHONE });
	const page = await signIn(context, person);
	await page.goto('/unsubscribe');
	await page.goto('/');
	const widget = new Widget(page);
	await widget.button.waitFor();
	return { context, page, widget };
}

test('on a phone Back closes the panel and does nothing else', async ({ browser, userAccount }) => {
	const { context, page, widget } = await onPhone(browser, userAccount);
	const state = () => page.evaluate(() => history.state as Record<string, unknown>);
	const before = await state();
	await widget.button.tap();
	await expect(widget.root).toHaveAttribute('aria-modal', 'true');
	await expect(widget.composer).toBeVisible();
	expect(await state()).toMatchObject(before);
	await page.goBack();
	await expect(widget.root).toBeHidden();
	await expect(page).toHaveURL('/');
	expect(await state()).toEqual(before);
	// Forward stays on the page.
	await page.goForward();
	await expect(page).toHaveURL('/');
	await page.goBack();

	await widget.button.tap();
	await widget.root.getByRole('button', { name: 'Close' }).tap();
	await expect(widget.root).toBeHidden();
	await expect.poll(state).toEqual(before);
	await widget.button.tap();
	await expect(widget.root).toBeVisible();
	await page.goBack();
	await expect(widget.root).toBeHidden();
	await page.goBack();
	await expect(page).toHaveURL('/unsubscribe');
	await context.close();
});

test('on a phone opening and closing the panel triggers no navigation and keeps the scroll position', async ({
	browser,
	userAccount
}) => {
	const { context, page, widget } = await onPhone(browser, userAccount);
	const asked: string[] = [];
	page.on('request', (request) => {
		if (request.isNavigationRequest() || /__data/.test(request.url())) asked.push(request.url());
	});
	await page.evaluate(() => {
		document.body.style.minHeight = '3000px';
		window.scrollTo(0, 500);
	});
	const place = () => page.evaluate(() => [location.href, history.state, window.scrollY]);
	const before = await place();
	await widget.button.tap();
	await expect(widget.root).toBeVisible();
	await page.goBack();
	await expect(widget.root).toBeHidden();
	await expect.poll(place).toEqual(before);
	await widget.button.tap();
	await widget.root.getByRole('button', { name: 'Close' }).tap();
	await expect(widget.root).toBeHidden();
	await expect.poll(place).toEqual(before);
	expect(asked).toEqual([]);
	await context.close();
});

test('on a phone a reloaded page adds only one history entry for the panel', async ({
	browser,
	userAccount
}) => {
	const { context, page, widget } = await onPhone(browser, userAccount);
	const length = () => page.evaluate(() => history.length);
	const before = await length();
	await widget.button.tap();
	await expect.poll(length).toBe(before + 1);
	await page.reload();
	await widget.button.tap();
	await expect(widget.root).toHaveAttribute('aria-modal', 'true');
	await page.goBack();
	await expect(widget.root).toBeHidden();
	await expect(page).toHaveURL('/');
	expect(await length()).toBe(before + 1);
	await page.goBack();
	await expect(page).toHaveURL('/unsubscribe');
	await context.close();
});

test('on a desktop the panel adds no history entry', async ({ widget, user }) => {
	const length = () => user.page.evaluate(() => history.length);
	const before = await length();
	await widget.open();
	await expect(widget.root).toHaveAttribute('aria-modal', 'false');
	await widget.close();
	expect(await length()).toBe(before);
});

test('a tap opens the panel without focusing the field, a key focuses it', async ({
	browser,
	userAccount
}) => {
	const { context, page, widget } = await onPhone(browser, userAccount);
	await widget.button.tap();
	await expect(widget.root).toBeFocused();
	await widget.composer.tap();
	await expect(widget.composer).toBeFocused();
	await widget.root.getByRole('button', { name: 'Close' }).tap();
	await expect(widget.button).toBeFocused();
	await page.keyboard.press('Enter');
	await expect(widget.composer).toBeFocused();
	await context.close();
});
