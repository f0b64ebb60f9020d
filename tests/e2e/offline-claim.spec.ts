import { expect, test, Widget } from './test.ts';

// A browser that says it is offline, while it is not.

for (const when of ['from the start', 'while the chat is open'] as const) {
	test(`${when}: the chat is connected, and messages go out`, async ({ user, inbox }) => {
		const { page, person } = user;
		const claim = () => {
			Object.defineProperty(navigator, 'onLine', { get: () => false, configurable: true });
			window.dispatchEvent(new Event('offline'));
		};
		if (when === 'from the start') {
			await page.addInitScript(claim);
			await page.reload();
		}
		const widget = new Widget(page);
		await widget.open();
		await expect(widget.connection).toHaveAttribute('data-state', 'connected', { timeout: 30_000 });
		if (when === 'while the chat is open') await page.evaluate(claim);
		await widget.send('Can you hear me?');
		await expect(widget.message('Can you hear me?')).toHaveAttribute('data-delivery', 'sent', {
			timeout: 30_000
		});
		await expect(widget.connection).toHaveAttribute('data-state', 'connected');
		const chat = await inbox.open(person.email);
		await chat.send('Yes');
		await expect(widget.message('Yes')).toBeVisible();
	});
}
