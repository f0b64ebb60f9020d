import { findPanelScript } from '../support/client-script.ts';
import { holdRequests } from '../support/hold-requests.ts';
import { expect, test } from '../support/test.ts';

test('the field works before the panel is filled, which interrupts no composition by an input method', async ({
	widget,
	user
}) => {
	const { page } = user;
	const script = findPanelScript(page);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.close();
	const release = await holdRequests(page, await script);
	await page.reload();
	await widget.button.click();

	await expect(widget.composer).toBeFocused();
	await expect(widget.connection).toBeHidden();
	await page.keyboard.type('Hello you');
	for (let key = 0; key < 3; key++) await page.keyboard.press('Shift+ArrowLeft');
	const devtools = await user.context.newCDPSession(page);
	await devtools.send('Input.imeSetComposition', {
		text: 'に',
		selectionStart: 1,
		selectionEnd: 1
	});
	const field = await widget.composer.elementHandle();
	await field!.evaluate((node) => {
		const ended = () => (node.dataset.ended = 'yes');
		for (const type of ['compositionend', 'blur']) node.addEventListener(type, ended);
	});
	release();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	expect(await field!.evaluate((node) => [node.isConnected, node.dataset.ended])).toEqual([
		true,
		undefined
	]);
	await devtools.send('Input.insertText', { text: '日本' });
	await expect(widget.composer).toHaveValue('Hello 日本');
	await expect(widget.composer).toBeFocused();
	await widget.composer.press('Enter');
	await expect(widget.message('Hello 日本')).toHaveAttribute('data-delivery', 'sent');
});

test('a message sent before the panel is filled is shown and sent, and Escape closes the frame', async ({
	widget,
	user
}) => {
	const { page } = user;
	const script = findPanelScript(page);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.close();
	const release = await holdRequests(page, await script);
	await page.reload();
	await widget.button.click();
	await expect(widget.composer).toBeFocused();
	await page.keyboard.type('Quick question');
	await page.keyboard.press('Enter');
	await expect(widget.composer).toHaveValue('');
	await page.keyboard.press('Escape');
	await expect(widget.composer).toBeHidden();
	await expect(widget.button).toBeFocused();
	await widget.button.click();
	await expect(widget.composer).toBeFocused();
	release();
	await expect(widget.message('Quick question')).toHaveAttribute('data-delivery', 'sent');
	expect(await widget.texts()).toEqual(['Quick question']);
});

test('a message sent between the chat’s start and its showing is sent', async ({
	widget,
	user
}) => {
	const { page } = user;
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	await widget.close();
	// Holds what the chat does in further tasks: filling the panel, and showing the chat in it.
	await page.addInitScript(() => {
		const held: (() => void)[] = [];
		const scheduler = (window as { scheduler?: { yield(): Promise<void> } }).scheduler!;
		scheduler.yield = () => new Promise((resolve) => held.push(resolve));
		Object.assign(window, {
			release() {
				scheduler.yield = () => Promise.resolve();
				for (const resolve of held) resolve();
			}
		});
	});
	await page.reload();
	const read = page.waitForRequest(/support_messages\?/);
	await widget.button.click();
	await read;
	await widget.send('Between the two');
	await page.evaluate(() => (window as unknown as { release(): void }).release());
	await expect(widget.message('Between the two')).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.composer).toHaveValue('');
});

test('the messages of a known chat are asked for when the button is pressed, once', async ({
	widget,
	user
}) => {
	const { page } = user;
	await widget.open();
	await widget.send('Written before');
	await expect(widget.message('Written before')).toHaveAttribute('data-delivery', 'sent');
	await widget.close();
	await page.reload();
	const firstPages: string[] = [];
	page.on('request', (request) => {
		if (/support_messages\?.*order=seq\.desc&limit=50/.test(request.url())) {
			firstPages.push(request.url());
		}
	});
	await widget.button.hover();
	// Mounted closed, and its code is there.
	await expect(widget.root).toBeAttached();
	await page.waitForLoadState('networkidle');
	expect(firstPages).toEqual([]);
	const asked = page.waitForRequest(/support_messages\?/);
	await page.mouse.down();
	await asked;
	await expect(widget.root).toBeHidden();
	await page.mouse.up();
	await expect(widget.message('Written before')).toBeVisible();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	expect(firstPages).toHaveLength(1);
});
