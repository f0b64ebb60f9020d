import { remove, type Person } from '../../fixtures/people.ts';
import { expect, MOTION, test } from '../support/test.ts';
import { writers } from '../support/writers.ts';

// After archiving, the next chat of the list opens; a setting turns this off.

test.use({ opensNext: true, ...MOTION });

let people: Person[];

test.beforeEach(async () => {
	people = await writers(3);
});
test.afterEach(() => Promise.all(people.map(remove)));

test('archiving by key or button opens the next chat, and Undo restores', async ({ inbox }) => {
	const { page } = inbox;
	const [first, second, third] = people as [Person, Person, Person];
	const chat = await inbox.open(first.email);
	await expect(chat.messages).not.toHaveCount(0);
	await page.keyboard.press('e');
	await expect(page.getByRole('heading', { name: second.email })).toBeVisible();
	await expect(inbox.card(second.email)).toHaveAttribute('aria-current', 'true');
	await expect(inbox.card(second.email)).toBeFocused();
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('heading', { name: third.email })).toBeVisible();
	await expect(inbox.card(third.email)).toBeFocused();
	await page.keyboard.press('z');
	await expect(inbox.card(second.email)).toBeVisible();
	await expect(page.getByRole('heading', { name: third.email })).toBeVisible();
	// It replaces the first one in the history: going back leads to the list.
	await page.goBack();
	await expect(page).toHaveURL('/admin');
});

test('the chat stays open for an admin who is writing or has turned the setting off', async ({
	inbox
}) => {
	const { page } = inbox;
	const [first, second] = people as [Person, Person, Person];
	const chat = await inbox.open(first.email);
	await expect(chat.messages).not.toHaveCount(0);
	let answer = () => {};
	const held = new Promise<void>((resolve) => (answer = resolve));
	await page.route('**/rpc/archive_support_chat', (route) => held.then(() => route.continue()));
	await page.keyboard.press('e');
	await chat.composer.fill('One more thing');
	answer();
	await expect(page.getByTestId('toasts')).toContainText('archived');
	await expect(page.getByRole('button', { name: 'Restore' })).toHaveAttribute(
		'aria-disabled',
		'false'
	);
	await expect(chat.composer).toHaveValue('One more thing');

	await page.getByRole('button', { name: 'Settings' }).click();
	await page.getByRole('switch', { name: 'Open the next chat after archiving' }).click();
	await page.keyboard.press('Escape');
	await page.reload();
	await inbox.open(second.email);
	await page.getByRole('button', { name: 'Archive' }).click();
	await expect(page.getByRole('button', { name: 'Restore' })).toBeVisible();
	await expect(page.getByRole('heading', { name: second.email })).toBeVisible();
});
