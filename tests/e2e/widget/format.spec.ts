import { copied, drag } from '../support/copying.ts';
import { expect, test } from '../support/test.ts';

// Text between asterisks and backticks is shown formatted and copied as written.

const WRITTEN =
	'**Bold**, *it*, `a <b>` and\n```js\nlet *x* = `y`;\n  z();\n```\nafter https://a.example/*b*/c';

test('both sides show the format, escape HTML, and copy the markers', async ({
	widget,
	user,
	inbox
}) => {
	await widget.open();
	await widget.send(WRITTEN);
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	await expect(inbox.card(user.person.email)).toContainText('Bold, it, a <b> and');
	const chat = await inbox.open(user.person.email);
	for (const [side, page] of [
		[widget, user.page],
		[chat, inbox.page]
	] as const) {
		const text = side.messages.locator('.text');
		await expect(text.locator('strong')).toHaveText('Bold');
		await expect(text.locator('em')).toHaveText('it');
		await expect(text.locator('code')).toHaveText(['a <b>', 'let *x* = `y`;\n  z();']);
		await expect(text.getByRole('link')).toHaveAttribute('href', 'https://a.example/*b*/c');
		await expect(text.locator('b')).toHaveCount(0);

		await drag(page, text, text);
		expect(await copied(page, side)).toBe(WRITTEN);
		await text.locator('strong').dblclick();
		expect(await copied(page, side)).toBe('Bold');
		await drag(page, text.locator('em'), text.locator('code').first());
		expect(await copied(page, side)).toBe('*it*, `a <b>`');
		const block = text.locator('code').last();
		await drag(page, block, block);
		expect(await copied(page, side)).toBe('let *x* = `y`;\n  z();');
	}
});
