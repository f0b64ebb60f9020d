import type { Route } from '@playwright/test';
import { expectAccessible } from '../support/axe.ts';
import {
	chooseFiles,
	dragFiles,
	keptFiles,
	pasteFiles,
	pngFile,
	textFile
} from '../support/sent-files.ts';
import { expect, test, Widget } from '../support/test.ts';
import { showWidgetSettings, WIDGET_SETTINGS_RPC } from '../support/widget-settings-answer.ts';

// Files in the widget, which its user pastes, drops or chooses.

const UPLOADS = '**/storage/v1/object/support-attachments/**';

test.beforeEach(async ({ widget }) => {
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
});

test('pasted, dropped and chosen files reach the other side with their message', async ({
	widget,
	user,
	inbox
}) => {
	const chosen = widget.root.getByTestId('chosen-file');
	expect(await pasteFiles(widget.composer, [await pngFile(user.page, 'shot.png')])).toBe(true);
	await expect(chosen).toHaveCount(1);
	const pdf = { ...textFile('Invoice 1048.pdf'), mimeType: 'application/pdf' };
	expect(
		await dragFiles(widget.root.getByRole('heading', { name: 'Support' }), 'drop', [pdf])
	).toBe(true);
	await chooseFiles(widget.root, [textFile('log.txt')]);
	await expect(chosen).toHaveCount(3);
	await expect(widget.root.getByRole('list', { name: 'Files to send' })).toContainText('log.txt');
	await widget.send('Look at this');
	await expect(chosen).toHaveCount(0);
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');

	const chat = await inbox.open(user.person.email);
	for (const side of [widget, chat]) {
		await expect(side.messages).toHaveCount(1);
		await expect(side.messages.locator('.bubble')).toHaveText(/Look at this$/);
		await expect(side.messages.getByTestId('picture').locator('img')).toHaveJSProperty(
			'complete',
			true
		);
		await expect(side.messages.getByTestId('file')).toHaveText([
			/Invoice 1048\.pdf.*PDF. · .5 bytes/,
			/log\.txt.*TXT. · .5 bytes/
		]);
	}
	await expect(inbox.card(user.person.email)).toContainText('shot.png');
});

test('files may be sent without a text', async ({ widget, user }) => {
	await chooseFiles(widget.root, [await pngFile(user.page, 'a.png'), textFile('b.txt')]);
	await expect(widget.sendButton).not.toHaveAttribute('aria-disabled', 'true');
	await widget.sendButton.click();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.messages.locator('.bubble')).toHaveCount(0);
	await user.page.reload();
	await widget.open();
	await expect(widget.messages.getByTestId('picture').locator('img')).toHaveCount(1);
	await expect(widget.messages.getByTestId('file')).toContainText('b.txt');
});

test('a table that is pasted is a text, although it comes with its picture', async ({
	widget,
	user
}) => {
	const picture = await pngFile(user.page, 'image.png');
	expect(await pasteFiles(widget.composer, [picture], '1\t2\n3\t4')).toBe(false);
	// As Finder copies a file.
	expect(await pasteFiles(widget.composer, [picture], 'image.png')).toBe(true);
	await expect(widget.root.getByTestId('chosen-file')).toHaveCount(1);
});

test('shows where files may be dropped while they are dragged over the panel', async ({
	widget
}) => {
	const target = widget.root.getByTestId('drop-target');
	await expect(async () => {
		await dragFiles(widget.root.getByRole('log'), 'dragover', []);
		await dragFiles(widget.root.getByRole('log'), 'dragover', [textFile('a.txt')]);
		await expect(target).toBeVisible({ timeout: 500 });
	}).toPass();
	await expect(target).toHaveText('Drop files to send');
	expect(await target.evaluate((node: HTMLElement) => node.offsetHeight)).toBeGreaterThan(400);
	await dragFiles(target, 'drop', [textFile('a.txt')]);
	await expect(target).toHaveCount(0);
});

test('pictures are looked at in full, by keyboard', async ({ widget, user }) => {
	await chooseFiles(widget.root, [
		await pngFile(user.page, 'first.png'),
		await pngFile(user.page, 'second.png', [400, 900])
	]);
	await widget.sendButton.click();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	const { keyboard } = user.page;
	const first = widget.root.getByRole('button', { name: 'Open first.png' });
	await first.focus();
	await keyboard.press('Enter');
	const box = widget.root.getByTestId('light-box');
	await expect(box).toContainText('1 of 2');
	await expect(box.getByRole('button', { name: 'Close' })).toBeFocused();
	await expect(box.getByRole('img', { name: 'first.png' })).toBeVisible();
	await expectAccessible(user.page);
	await keyboard.press('ArrowRight');
	const second = box.getByRole('img', { name: 'second.png' });
	await expect(second).toBeVisible();
	const width = (await second.boundingBox())!.width;
	await keyboard.press('+');
	await expect.poll(async () => (await second.boundingBox())!.width).toBeGreaterThan(width);
	await keyboard.press('0');
	await keyboard.press('ArrowLeft');
	await expect(box).toContainText('1 of 2');
	await keyboard.press('Escape');
	await expect(box).toHaveCount(0);
	await expect(first).toBeFocused();
	await expect(widget.composer).toBeVisible();
});

test('a file is downloaded under its name, and never opened', async ({ widget, user, request }) => {
	const page = { ...textFile('Páge 1.html', '<script>1</script>'), mimeType: 'text/html' };
	await chooseFiles(widget.root, [page]);
	await widget.sendButton.click();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	const link = widget.messages.getByRole('link', { name: /^Download Páge 1\.html/ });
	await expect(link).toHaveAttribute('href', /token=.*&download=P%C3%A1ge%201\.html$/);
	const answer = await request.get((await link.getAttribute('href'))!);
	expect(answer.headers()['content-disposition']).toMatch(/^attachment/);
	await link.click();
	await expect(widget.composer).toBeVisible();
	expect(new URL(user.page.url()).pathname).toBe('/');
});

test('says which files are not sent, and sends the others', async ({ widget, user }) => {
	const large = { ...textFile('large.txt'), buffer: Buffer.alloc(10_485_761, 'a') };
	const program = { ...textFile('setup.exe'), mimeType: 'application/x-msdownload' };
	await chooseFiles(widget.root, [large, program, textFile('empty.txt', ''), textFile('a.txt')]);
	const chosen = widget.root.getByTestId('chosen-file');
	await expect(chosen).toHaveText([
		/large\.txt.*Too large, 10 MB at most/,
		/setup\.exe.*This type of file can’t be sent/,
		/empty\.txt.*The file is empty/,
		/a\.txt.*5 bytes/
	]);
	await expectAccessible(user.page);
	await widget.root.getByRole('button', { name: 'Remove large.txt' }).click();
	await expect(widget.root.getByRole('button', { name: 'Remove setup.exe' })).toBeFocused();
	await widget.sendButton.click();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.messages.getByTestId('file')).toHaveText([/a\.txt/]);

	await chooseFiles(
		widget.root,
		Array.from({ length: 7 }, (_, n) => textFile(`${n}.txt`))
	);
	await expect(chosen).toHaveCount(5);
	await expect(widget.root.getByText('You can send up to 5 files at a time.')).toBeVisible();
});

test('a message that is being uploaded is taken back', async ({ widget, user }) => {
	await user.page.route(UPLOADS, () => {});
	await chooseFiles(widget.root, [await pngFile(user.page, 'a.png')]);
	await widget.send('Not yet');
	const message = widget.messages;
	await expect(message.getByRole('progressbar', { name: 'Uploading…' })).toBeVisible();
	await expect(message.getByTestId('picture').locator('img')).toBeVisible();
	await expectAccessible(user.page);
	await message.getByRole('button', { name: 'Cancel' }).click();
	await expect(message).toHaveCount(0);
	await expect(widget.composer).toHaveValue('Not yet');
	await expect(widget.root.getByTestId('chosen-file')).toHaveCount(1);
	await user.page.unroute(UPLOADS);
	await widget.composer.press('Enter');
	await expect(message).toHaveAttribute('data-delivery', 'sent');
	await expect(message).toHaveCount(1);
});

test('an upload goes on after a reload', async ({ widget, user, inbox }) => {
	const held: Route[] = [];
	await user.page.route(UPLOADS, (route) => void held.push(route));
	await chooseFiles(widget.root, [await pngFile(user.page, 'a.png'), textFile('b.txt')]);
	await widget.send('Both');
	await expect.poll(() => held.length).toBeGreaterThan(0);
	await user.page.unroute(UPLOADS);
	await user.page.reload();
	await widget.open();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.messages).toHaveCount(1);
	const chat = await inbox.open(user.person.email);
	await expect(chat.messages).toHaveCount(1);
	await expect(chat.messages.getByTestId('picture').locator('img')).toBeVisible();
	await expect(chat.messages.getByTestId('file')).toContainText('b.txt');
});

test('what Storage refuses is said in words, and may be changed', async ({ widget, user }) => {
	await user.page.route(UPLOADS, (route) =>
		route.fulfill({
			status: 400,
			json: { statusCode: '413', error: 'Payload too large', message: 'too large' }
		})
	);
	await chooseFiles(widget.root, [textFile('a.txt')]);
	await widget.send('Here');
	await expect(widget.messages).toContainText('Not sent. A file is too large.');
	await expectAccessible(user.page);
	await widget.messages.getByRole('button', { name: 'Edit' }).click();
	await expect(widget.messages).toHaveCount(0);
	await expect(widget.composer).toHaveValue('Here');
	await expect(widget.root.getByTestId('chosen-file')).toHaveCount(1);
});

test('chosen files are there after a reload, and are sent once', async ({ widget, user }) => {
	const chosen = widget.root.getByTestId('chosen-file');
	await chooseFiles(widget.root, [await pngFile(user.page, 'a.png'), textFile('b.txt')]);
	await expect(chosen).toHaveCount(2);
	await expect.poll(() => keptFiles(user.page)).toEqual(['a.png', 'b.txt']);
	// Another page of the chat has not chosen them.
	const other = new Widget(await user.context.newPage());
	await other.page.goto('/');
	await other.open();
	await expect(other.connection).toHaveAttribute('data-state', 'connected');
	await expect(other.root.getByTestId('chosen-file')).toHaveCount(0);
	await other.page.close();

	await user.page.reload();
	await widget.open();
	await expect(chosen).toHaveCount(2);
	await widget.sendButton.click();
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.messages.getByTestId('file')).toContainText('b.txt');
	await expect.poll(() => keptFiles(user.page)).toEqual([]);
	await user.page.reload();
	await widget.open();
	await expect(widget.messages).toHaveCount(1);
	await expect(widget.messages.getByTestId('file')).toContainText('b.txt');
	await expect(chosen).toHaveCount(0);
});

test('offers no files where messages have none', async ({ widget, user }) => {
	await showWidgetSettings(user.context);
	await user.page.route(WIDGET_SETTINGS_RPC, (route) => route.fulfill({ json: { files: false } }));
	await user.page.reload();
	await widget.open();
	await expect(widget.root.getByRole('button', { name: 'Attach files' })).toHaveCount(0);
	// The page stays all the same.
	expect(await dragFiles(widget.root.getByRole('log'), 'drop', [textFile('a.txt')])).toBe(true);
	expect(await pasteFiles(widget.composer, [textFile('b.txt')])).toBe(false);
	await widget.send('Hello');
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(widget.root.getByTestId('chosen-file')).toHaveCount(0);
});
