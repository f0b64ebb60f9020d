import { expect, test, Widget } from '../support/test.ts';

// An open panel reopens on the tab's next page.

test('the panel reopens after a reload and a navigation without taking the focus', async ({
	widget
}) => {
	const { page } = widget;
	await widget.open();
	await widget.composer.fill('Half a question');
	for (const go of [() => page.reload(), () => page.goto('/?page=2')]) {
		await go();
		await expect(widget.composer).toBeVisible();
		await expect(widget.composer).toHaveValue('Half a question');
		await expect(widget.button).toHaveAttribute('aria-expanded', 'true');
		expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('BODY');
	}
	await widget.composer.press('Escape');
	await page.reload();
	await expect(widget.button).toHaveAttribute('aria-expanded', 'false');
	await widget.open();
	await expect(widget.composer).toHaveValue('Half a question');
});

test('pressing the launcher before the panel is back does not close it', async ({ widget }) => {
	const { page } = widget;
	await widget.open();
	await page.addInitScript(() => {
		const { attachShadow } = Element.prototype;
		Element.prototype.attachShadow = function (options) {
			const root = attachShadow.call(this, options);
			let pressed = false;
			const look = () => {
				const button = root.querySelector('[data-testid=chat-button]');
				if (button && !pressed) {
					pressed = button.dispatchEvent(new PointerEvent('pointerdown'));
				}
				if (button?.ariaExpanded !== 'true') return;
				observer.disconnect();
				button.dispatchEvent(new MouseEvent('click', { detail: 1 }));
			};
			const observer = new MutationObserver(look);
			observer.observe(root, { attributes: true, childList: true, subtree: true });
			return root;
		};
	});
	await page.reload();
	await expect(widget.composer).toBeFocused();
	await expect(widget.button).toHaveAttribute('aria-expanded', 'true');
});

test('other tabs and small windows start with a closed panel', async ({ widget, user }) => {
	await widget.open();
	const other = new Widget(await user.context.newPage());
	await other.page.goto('/');
	await expect(other.button).toHaveAttribute('aria-expanded', 'false');
	await widget.page.setViewportSize({ width: 390, height: 844 });
	await widget.page.reload();
	await expect(widget.button).toHaveAttribute('aria-expanded', 'false');
	await expect(widget.button).toHaveAttribute('aria-busy', 'false');
});
