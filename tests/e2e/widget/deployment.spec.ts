import { findClientScript } from '../support/client-script.ts';
import { expect, test } from '../support/test.ts';

// A deployment replaces the files while a page is open: those not loaded yet are gone.

test('a chat whose code is gone offers to reload the page, and then opens', async ({
	widget,
	user
}) => {
	const { page } = user;
	await expect(widget.button).toBeVisible();
	await page.route('**/_app/immutable/**', (route) => route.fulfill({ status: 404 }));
	await widget.button.click();
	const alert = page.getByRole('alert').filter({ hasText: 'Couldn’t load the chat' });
	await expect(alert).toBeVisible();
	await page.unroute('**/_app/immutable/**');
	await alert.getByRole('button', { name: 'Reload page' }).click();
	await expect(alert).toHaveCount(0);
	await widget.open();
	await widget.send('Here again');
	await expect(widget.message('Here again')).toHaveAttribute('data-delivery', 'sent');
});

test('an open chat whose remaining code is gone offers it too, and keeps what was written', async ({
	widget,
	user
}) => {
	const { page } = user;
	const client = findClientScript(page);
	await widget.button.hover();
	let gone = true;
	await page.route(await client, (route) =>
		gone ? route.fulfill({ status: 404 }) : route.continue()
	);
	await page.reload();
	await widget.open();
	await widget.send('Sent before the chat was there');
	await widget.composer.fill('Half a sen');
	const reload = widget.root.getByRole('button', { name: 'Reload', exact: true });
	await expect(reload).toBeVisible();
	// Restored only now: the page retries on its own, which would remove the button.
	page.on('request', (request) => (gone &&= !request.isNavigationRequest()));
	await reload.click();
	await widget.open();
	await expect(widget.composer).toHaveValue('Half a sen');
	await expect(widget.message('Sent before the chat was there')).toHaveAttribute(
		'data-delivery',
		'sent'
	);
});
