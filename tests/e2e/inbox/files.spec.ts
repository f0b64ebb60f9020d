import { createUser, openChat, remove } from '../../fixtures/people.ts';
import { expectAccessible } from '../support/axe.ts';
import {
	chooseFiles,
	dragFiles,
	keptFiles,
	pasteFiles,
	pngFile,
	textFile
} from '../support/sent-files.ts';
import { Conversation, expect, test } from '../support/test.ts';

// Files in the inbox: an admin sends some, and looks at the user's.

test('an admin’s files reach the user', async ({ widget, user, admin }) => {
	const { page } = admin;
	await page.goto(`/admin/${await openChat(user.person)}`);
	const chat = new Conversation(page.getByRole('main'));
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');
	await pasteFiles(chat.composer, [await pngFile(page, 'steps.png')]);
	const form = textFile('form.txt');
	// Anywhere on the open chat.
	expect(
		await dragFiles(page.getByRole('heading', { name: user.person.email }), 'drop', [form])
	).toBe(true);
	await expect(chat.root.getByTestId('chosen-file')).toHaveCount(2);
	await expectAccessible(page);
	await chat.send('Please fill this in');
	await expect(chat.messages).toHaveAttribute('data-delivery', 'sent');
	await expectAccessible(page);

	await widget.open();
	await expect(widget.messages).toHaveCount(1);
	await expect(widget.messages.getByTestId('file')).toContainText('form.txt');
	await widget.messages.getByRole('button', { name: 'Open steps.png' }).click();
	await expect(widget.root.getByTestId('light-box').getByRole('img')).toBeVisible();
});

test('files that are dropped beside the chat do not replace the page', async ({
	inbox,
	userAccount
}) => {
	await openChat(userAccount);
	const { page } = inbox;
	for (const type of ['dragover', 'drop'] as const) {
		expect(await dragFiles(page.getByRole('banner'), type, [textFile('a.txt')])).toBe(true);
	}
	await expect(page.getByTestId('chosen-file')).toHaveCount(0);
});

test('notes take no files', async ({ userAccount, admin }) => {
	const { page } = admin;
	await page.goto(`/admin/${await openChat(userAccount)}`);
	const chat = new Conversation(page.getByRole('main'));
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');
	await chooseFiles(chat.root, [textFile('a.txt')]);
	await expect(chat.root.getByTestId('chosen-file')).toHaveCount(1);
	await chat.root.getByRole('button', { name: 'Note', exact: true }).click();
	await expect(chat.root.getByTestId('chosen-file')).toHaveCount(0);
	await pasteFiles(chat.composer, [textFile('b.txt')]);
	await expect(chat.root.getByText('Notes take text only')).toBeVisible();
	await expect(chat.root.getByRole('button', { name: 'Attach files' })).toHaveCount(0);
	// Those of the reply are still there.
	await chat.root.getByRole('button', { name: /^Reply/ }).click();
	await expect(chat.root.getByTestId('chosen-file')).toHaveText([/a\.txt/]);
});

test('chosen files wait for their chat, also over a reload', async ({
	userAccount,
	admin,
	inbox
}) => {
	const { page } = admin;
	const stranger = await createUser();
	const [first, second] = [await openChat(userAccount), await openChat(stranger)];
	await page.goto(`/admin/${first}`);
	const chat = new Conversation(page.getByRole('main'));
	const chosen = chat.root.getByTestId('chosen-file');
	await expect(chat.connection).toHaveAttribute('data-state', 'connected');
	await chooseFiles(chat.root, [textFile('a.txt')]);
	await expect(chosen).toHaveCount(1);
	await stranger.client.from('support_messages').insert({ chat_id: second, content: 'Hello' });
	await inbox.card(stranger.email).click();
	await expect(page).toHaveURL(new RegExp(second));
	await expect(chat.composer).toBeVisible();
	await expect(chosen).toHaveCount(0);
	await page.goBack();
	await expect(page).toHaveURL(new RegExp(first));
	await expect(chosen).toHaveText([/a\.txt/]);
	await expect.poll(() => keptFiles(page)).toEqual(['a.txt']);
	await page.reload();
	await expect(chosen).toHaveText([/a\.txt/]);
	await chat.send('Here');
	await expect(chat.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(chat.messages.getByTestId('file')).toContainText('a.txt');
	await expect.poll(() => keptFiles(page)).toEqual([]);
	await remove(stranger);
});

test('an admin is offered no files where messages have none', async ({ userAccount, admin }) => {
	const { page } = admin;
	await page.route('**/rest/v1/rpc/support_attachment_limits*', (route) =>
		route.fulfill({ json: { max_bytes: 1, per_message: 0, mime_types: ['text/plain'] } })
	);
	await page.goto(`/admin/${await openChat(userAccount)}`);
	const chat = new Conversation(page.getByRole('main'));
	await expect(chat.composer).toBeVisible();
	await expect(chat.root.getByRole('button', { name: 'Attach files' })).toHaveCount(0);
});
