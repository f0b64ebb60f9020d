import { expect, test, type Widget } from '../support/test.ts';

// The panel stays inside the viewport and usable, whatever the host page's styles.

const HOSTS: Record<string, string> = {
	'a body at 200 %': 'body { zoom: 2 }',
	'a body at 50 %': 'body { zoom: 0.5 }',
	'a page at 150 %': 'html { zoom: 1.5 }',
	'small letters': 'html { font-size: 62.5% }',
	'huge letters': 'html { font-size: 40px } body { font-size: 3rem; line-height: 3 }',
	'wide tokens': '.support-chat { --chat-panel-width: 3000px; --chat-panel-height: 3000px }',
	'a page wider than the window': 'body { width: 3000px; height: 5000px }'
};
const WINDOWS = [
	{ width: 1280, height: 720 },
	{ width: 900, height: 420 },
	{ width: 667, height: 375 },
	{ width: 500, height: 600 },
	{ width: 320, height: 256 }
];

for (const [host, css] of Object.entries(HOSTS)) {
	test(`the panel fits on a host with ${host}`, async ({ widget, user }) => {
		await user.page.emulateMedia({ reducedMotion: 'reduce' });
		await user.page.evaluate((css) => {
			const sheet = new CSSStyleSheet();
			sheet.replaceSync(css);
			document.adoptedStyleSheets.push(sheet);
		}, css);
		await widget.open();
		for (const window of WINDOWS) {
			await user.page.setViewportSize(window);
			await expect.poll(() => beyond(widget), JSON.stringify(window)).toEqual([0, 0, 0, 0]);
		}
		await user.page.setViewportSize(WINDOWS[0]!);
		await expect(widget.composer).toBeInViewport({ ratio: 1 });
		await expect(widget.sendButton).toBeInViewport({ ratio: 1 });
		await widget.root.getByRole('button', { name: 'Settings' }).click();
		const last = widget.root.getByRole('switch').last();
		await last.scrollIntoViewIfNeeded();
		await expect(last).toBeInViewport({ ratio: 1 });
		await last.click({ trial: true });
	});
}

test('the panel stays above a tablet keyboard, which does not resize the window', async ({
	widget,
	user
}) => {
	await user.page.emulateMedia({ reducedMotion: 'reduce' });
	await user.page.setViewportSize({ width: 1024, height: 768 });
	await widget.open();
	const seen = 400;
	await user.page.evaluate((seen) => {
		Object.defineProperty(visualViewport, 'height', { get: () => seen });
		visualViewport!.dispatchEvent(new Event('resize'));
	}, seen);
	await expect
		.poll(async () => {
			const { y, height } = (await widget.root.boundingBox())!;
			return y >= 0 && y + height <= seen && height > 150;
		})
		.toBe(true);
});

test('the launcher closes the panel on a desktop, its header on a phone', async ({
	widget,
	user
}) => {
	await widget.open();
	const close = widget.root.getByRole('button', { name: 'Close' });
	await expect(close).toBeHidden();
	await expect(widget.button).toHaveAccessibleName('Close support chat');
	await user.page.setViewportSize({ width: 390, height: 844 });
	await expect(close).toBeVisible();
	await expect(widget.button).toBeHidden();
});

/** How far the panel extends past each edge of the window, in pixels. */
function beyond(widget: Widget): Promise<number[]> {
	return widget.root.evaluate((panel) => {
		const { top, right, bottom, left } = panel.getBoundingClientRect();
		return [-top, right - innerWidth, bottom - innerHeight, -left].map((over) =>
			Math.max(0, Math.round(over))
		);
	});
}
