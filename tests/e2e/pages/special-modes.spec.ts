import { openChat } from '../../fixtures/people.ts';
import { contrast } from '../support/colours.ts';
import { leaveNotificationsUndecided } from '../support/notifications.ts';
import { expect, test, Widget } from '../support/test.ts';

// Forced colours, 400 % zoom, wide text spacing, touch, and keyboard use.

/** 1280 x 1024 pixels at 400 %. */
const ZOOMED = { width: 320, height: 256 };
const PHONE = { width: 390, height: 844 };

/** The text spacing of WCAG 2.2, 1.4.12. */
const WIDE_TEXT = `* { line-height: 1.5 !important; letter-spacing: 0.12em !important;
	word-spacing: 0.16em !important } p { margin-block-end: 2em !important }`;

for (const spacing of ['', WIDE_TEXT]) {
	test(`the chat is usable at 400 % zoom${spacing && ' with wide text spacing'}`, async ({
		widget,
		user
	}) => {
		await user.page.setViewportSize(ZOOMED);
		await widget.open();
		await widget.root.evaluate((panel, text) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(text);
			(panel.getRootNode() as ShadowRoot).adoptedStyleSheets.push(sheet);
		}, spacing);
		await widget.send('A first one, which is a little longer than one line of this window');
		await widget.send('Another one');
		await widget.send('The last one');
		await expect(widget.message('The last one').locator('.text')).toBeInViewport({ ratio: 1 });
		// Browsers scroll the container of a focused field even if the user cannot.
		const moved = await widget.root.evaluate((panel) => {
			panel.scrollTop = 1000;
			return panel.scrollTop;
		});
		expect(moved).toBe(0);
		await expect(widget.composer).toBeInViewport({ ratio: 1 });
		await expect(widget.sendButton).toBeInViewport({ ratio: 1 });
		expect(await scrollsSideways(widget)).toEqual([]);

		await openSettings(widget);
		const last = widget.root.getByRole('switch').last();
		await last.scrollIntoViewIfNeeded();
		await expect(last).toBeInViewport({ ratio: 1 });
		expect(await scrollsSideways(widget)).toEqual([]);
	});
}

test('in forced colours, the focused element has an outline', async ({ widget, user }) => {
	await user.page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	await widget.button.focus();
	await user.page.keyboard.press('Shift+Tab');
	await user.page.keyboard.press('Tab');
	expect((await focused(widget)).outline).toBeGreaterThanOrEqual(2);
	await converse(widget);
	await openSettings(widget);
	const stops = await tabStops(widget);
	const names = stops.map(({ name }) => name);
	for (const name of ['Sound', 'Retry', 'Message', 'Send']) expect(names).toContain(name);
	expect(stops.filter(({ outline }) => outline < 2)).toEqual([]);
});

test('in forced colours, borders replace backgrounds', async ({ widget, user }) => {
	await user.page.emulateMedia({ forcedColors: 'active' });
	await converse(widget);
	const parts = [widget.root, widget.root.locator('.bubble').first(), widget.root.locator('.box')];
	parts.push(widget.button, widget.root.getByRole('button', { name: 'Retry' }));
	for (const part of parts) {
		const border = await part.evaluate((element) => {
			const { borderTopWidth, borderTopStyle, borderTopColor } = getComputedStyle(element);
			return { width: parseFloat(borderTopWidth), style: borderTopStyle, colour: borderTopColor };
		});
		expect(border.width, String(part)).toBeGreaterThanOrEqual(1);
		expect(border.style).toBe('solid');
		expect(border.colour).not.toMatch(/^rgba.*, 0\)$/);
	}
});

test('every control is at least 24 px, and 44 px on touch screens', async ({
	browser,
	user,
	widget
}) => {
	await converse(widget);
	await openSettings(widget);
	expect(await smallest(widget)).toBeGreaterThanOrEqual(24);
	const context = await browser.newContext({
		storageState: await user.context.storageState(),
		hasTouch: true,
		isMobile: true,
		viewport: PHONE
	});
	await leaveNotificationsUndecided(context);
	const touched = new Widget(await context.newPage());
	await touched.page.goto('/');
	await touched.open();
	await touched.root.getByRole('button', { name: 'Retry' }).waitFor();
	await openSettings(touched);
	expect(await smallest(touched)).toBeGreaterThanOrEqual(44);
	await context.close();
});

test('nothing moves with reduced motion', async ({ widget, user }) => {
	await user.page.emulateMedia({ reducedMotion: 'reduce' });
	await user.page.route('**/rest/v1/**', (route) => route.abort());
	await widget.button.click();
	await openSettings(widget);
	const moving = await widget.root.evaluate((panel) =>
		(panel.getRootNode() as ShadowRoot).getAnimations().map(({ id, effect }) => ({
			id,
			part: (effect as KeyframeEffect).target?.className
		}))
	);
	expect(moving).toEqual([]);
});

test('on a desktop the panel is a non-modal dialog that Tab can leave', async ({
	widget,
	user
}) => {
	await widget.open();
	await expect(widget.composer).toBeFocused();
	await expect(widget.root).toHaveAttribute('aria-modal', 'false');
	await expect(widget.root).toHaveAccessibleName('Support');
	const names = (await tabStops(widget)).map(({ name }) => name);
	expect(names).toEqual(['Send', 'Close support chat']);
	await user.page.keyboard.press('Escape');
	// The focus is on the page now, so the panel receives no key.
	await expect(widget.root).toBeVisible();
	await widget.composer.focus();
	await user.page.keyboard.press('Escape');
	await expect(widget.button).toBeFocused();
});

test('on a phone the panel is modal, traps Tab and returns the focus', async ({ widget, user }) => {
	const { page } = user;
	await page.setViewportSize(PHONE);
	await widget.open();
	await expect(widget.root).toHaveAttribute('aria-modal', 'true');
	await expect(widget.composer).toBeFocused();
	await expect(widget.root.getByRole('log')).toBeVisible();
	const round = async (key: string) => {
		const names = [];
		for (let i = 0; i < 12; i++) {
			await page.keyboard.press(key);
			names.push((await focused(widget)).name);
		}
		return new Set(names);
	};
	const inside = new Set([
		...['Settings', 'Close', 'Messages with support'],
		...['Attach files', 'Message', 'Send']
	]);
	expect(await round('Tab')).toEqual(inside);
	expect(await round('Shift+Tab')).toEqual(inside);
	await page.keyboard.press('Escape');
	await expect(widget.root).toBeHidden();
	await expect(widget.button).toBeFocused();
	await widget.button.click();
	await widget.root.getByRole('button', { name: 'Close' }).click();
	await expect(widget.button).toBeFocused();
});

test('removing the clicked button keeps the focus in the panel', async ({ widget, user }) => {
	await converse(widget);
	await widget.root.getByRole('button', { name: 'Delete' }).click();
	await expect(widget.root.getByRole('button', { name: 'Delete' })).toHaveCount(0);
	await expect(widget.root).toBeFocused();
	await user.page.keyboard.press('Escape');
	await expect(widget.root).toBeHidden();
});

/** Opens the chat with a sent and a failed message. */
async function converse(widget: Widget): Promise<void> {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.send('Hello there');
	await expect(widget.message('Hello there')).toContainText('Sent');
	await widget.page.route('**/rest/v1/support_messages*', (route) =>
		route.request().method() === 'POST'
			? route.fulfill({ status: 403, json: { code: '42501', message: 'refused' } })
			: route.continue()
	);
	await widget.send('Refused');
	await widget.root.getByRole('button', { name: 'Retry' }).waitFor();
	await widget.page.unroute('**/rest/v1/support_messages*');
}

test('in forced colours, the open chat and unread chats stand out without backgrounds', async ({
	userAccount,
	inbox
}) => {
	const { page } = inbox;
	await userAccount.client
		.from('support_messages')
		.insert({ chat_id: await openChat(userAccount), content: 'Hello' })
		.throwOnError();
	await page.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
	const card = inbox.card(userAccount.email);
	expect(await contrast(card.locator('.dot'), 'backgroundColor', '.frame')).toBeGreaterThan(3);
	await inbox.open(userAccount.email);
	await page.getByRole('textbox', { name: 'Reply' }).focus();
	const outline = await card.evaluate((link) => {
		const { outlineStyle, outlineWidth } = getComputedStyle(link);
		return `${outlineStyle} ${outlineWidth}`;
	});
	expect(outline).toBe('solid 2px');
});

async function openSettings(widget: Widget): Promise<void> {
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	await widget.root.getByRole('switch').last().waitFor();
}

/** Elements of the panel that overflow horizontally. */
function scrollsSideways(widget: Widget): Promise<string[]> {
	return widget.root.evaluate((panel) =>
		[document.documentElement, panel, ...panel.querySelectorAll('*')]
			.filter((part) => part.scrollWidth > part.clientWidth + 1 && part.clientWidth > 1)
			// Visible overflow does not scroll.
			.filter((part) => getComputedStyle(part).overflowX !== 'visible')
			.map((part) => `${part.tagName} ${part.className}`)
	);
}

interface TabStop {
	/** '' when the focus is outside the widget. */
	name: string;
	/** Width in pixels of the outline around it or its box. */
	outline: number;
}

/** The widget's focused element. */
function focused(widget: Widget): Promise<TabStop> {
	return widget.button.evaluate((button) => {
		const element = (button.getRootNode() as ShadowRoot).activeElement;
		const name = element?.getAttribute('aria-label') ?? element?.textContent?.trim() ?? '';
		const outlines = [element, element?.closest('.box')].map((part) => {
			const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(part ?? document.body);
			const seen = outlineStyle !== 'none' && !/^rgba.*, 0\)$/.test(outlineColor);
			return seen ? parseFloat(outlineWidth) : 0;
		});
		return { name, outline: Math.max(...outlines) };
	});
}

/** The Tab stops from here to the end of the widget. */
async function tabStops(widget: Widget): Promise<TabStop[]> {
	const stops: TabStop[] = [];
	for (;;) {
		await widget.page.keyboard.press('Tab');
		const stop = await focused(widget);
		if (!stop.name) return stops;
		stops.push(stop);
	}
}

/** The smallest target side of all controls in pixels, including `::after` hit areas; without text links. */
async function smallest(widget: Widget): Promise<number> {
	const sizes = await widget.root
		.getByRole('button')
		.or(widget.root.getByRole('switch'))
		.evaluateAll((controls) =>
			controls.map((control) => {
				const { width, height } = control.getBoundingClientRect();
				const reach = parseFloat(getComputedStyle(control, '::after').top) || 0;
				return Math.min(width, height) - 2 * Math.min(0, reach);
			})
		);
	expect(sizes.length).toBeGreaterThanOrEqual(6);
	return Math.min(...sizes);
}
