import { expect, test, type Widget } from '../support/test.ts';

/** Opens the widget's settings and returns the e-mail switch. */
async function emailSwitch(widget: Widget) {
	await widget.open();
	await widget.root.getByRole('button', { name: 'Settings' }).click();
	return widget.root.getByRole('switch', { name: 'Email me about unread replies' });
}

test('e-mails about unread replies can be turned off, and stay off', async ({ widget, user }) => {
	const emails = await emailSwitch(widget);
	await expect(emails).toBeChecked();
	const saved = widget.page.waitForResponse('**/rpc/set_support_reply_emails');
	await emails.click();
	await expect(emails).not.toBeChecked();
	await saved;
	await widget.page.reload();
	await emailSwitch(widget);
	await expect(emails).toHaveAttribute('aria-disabled', 'false');
	await expect(emails).not.toBeChecked();
	const { data } = await user.person.client.rpc('get_support_reply_emails');
	expect(data).toBe(false);
});

test('a change that cannot be saved is reverted with an explanation', async ({ widget }) => {
	const emails = await emailSwitch(widget);
	await expect(emails).toBeChecked();
	await widget.page.route('**/rpc/set_support_reply_emails', (route) => route.abort());
	await emails.click();
	await expect(emails).toHaveAccessibleDescription(/Not saved/);
	await expect(emails).toBeChecked();
});

test('the settings work with the keyboard alone', async ({ widget }) => {
	const emails = await emailSwitch(widget);
	// The switches load when the settings are first opened.
	await expect(emails).toBeVisible();
	await widget.page.keyboard.press('Tab');
	const sound = widget.root.getByRole('switch', { name: 'Sound' });
	await expect(sound).toBeFocused();
	await widget.page.keyboard.press('Space');
	await expect(sound).not.toBeChecked();
	await widget.page.keyboard.press('Escape');
	await expect(emails).toBeHidden();
	await expect(widget.root.getByRole('button', { name: 'Settings' })).toBeFocused();
	await expect(widget.root).toBeVisible();
});
