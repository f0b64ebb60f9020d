import { expect, test, Widget } from '../support/test.ts';

// A browser that reports being offline although it is online.

for (const when of ['from the start', 'while the chat is open'] as const) {
	test(`a false offline report ${when} does not stop the chat`, async ({ user, inbox }) => {
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

test('a response in flight when the network fails does not count as being online', async ({
	user,
	widget
}) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const [stored, answered] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
	await user.page.route('**/rest/v1/support_messages*', async (route) => {
		if (route.request().method() !== 'POST') return route.continue();
		const response = await route.fetch();
		stored.resolve();
		await answered.promise;
		await route.fulfill({ response });
	});
	await widget.send('Just in time');
	await stored.promise;
	await user.context.setOffline(true);
	await expect(widget.connection).toHaveAttribute('data-state', 'offline');
	answered.resolve();
	await expect(widget.message('Just in time')).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.connection).toHaveAttribute('data-state', 'offline');
});
