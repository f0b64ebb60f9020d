import type { Locator, Page } from '@playwright/test';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { contrast } from '../support/colours.ts';
import { overflowing } from '../support/find-overflow.ts';
import { Conversation, expect, test } from '../support/test.ts';

// A message's content never affects the rendering of other messages.

const ABOVE = '\u0301\u0302\u0303\u0304\u0306\u0307\u0308\u030a\u030b\u030c'.repeat(12);
const BELOW = '\u0316\u0317\u0318\u0319\u031c\u031d\u0323\u0324\u0325'.repeat(12);
const HOSTILE = {
	'marks above and below': `Z${ABOVE}a${BELOW}l${ABOVE}g${BELOW}o`,
	'one long word': 'w'.repeat(3000),
	'thousands of lines': `top${'\n'.repeat(3000)}bottom`,
	'wide signs': '\ufdfd\u{1242b}'.repeat(60),
	'an unterminated override': '\u202e\u2067\u202b one way or another',
	'tabs and blanks': `a${'\t'.repeat(800)}b${'\u2003'.repeat(800)}c`
};

for (const [kind, content] of Object.entries(HOSTILE)) {
	test(`${kind}: the messages before and after look the same as without`, async ({
		userAccount,
		inbox
	}) => {
		const { page } = inbox;
		await page.emulateMedia({ reducedMotion: 'reduce' });
		await page.goto(`/admin/${await write(userAccount, ['Before', content, 'After'])}`);
		const chat = new Conversation(page.getByRole('main'));
		await expect(chat.messages).toHaveCount(3);
		await expect(chat.connection).toHaveAttribute('data-state', 'connected');
		const hostile = chat.messages.nth(1);
		expect((await hostile.boundingBox())!.height).toBeLessThan(1600);
		expect(await overflowing(page)).toEqual([]);
		for (const text of ['Before', 'After']) {
			const neighbour = chat.message(text).locator('.bubble');
			await neighbour.scrollIntoViewIfNeeded();
			const beside = await neighbour.screenshot();
			await show(hostile, false);
			expect(await difference(page, beside, await neighbour.screenshot()), text).toBeLessThan(16);
			await show(hostile, true);
		}
	});
}

test('thousands of lines scroll inside their message, by keyboard too', async ({ widget }) => {
	await widget.open();
	await widget.send(HOSTILE['thousands of lines']);
	// In its place: the chat's list takes over what was sent before it was there.
	await expect(widget.messages).toHaveAttribute('data-delivery', 'sent');
	const bubble = widget.messages.locator('.bubble');
	expect((await bubble.boundingBox())!.height).toBeLessThan(400);
	await bubble.focus();
	await widget.page.keyboard.press('End');
	await expect.poll(() => bubble.evaluate((box) => box.scrollTop)).toBeGreaterThan(1000);
});

test('the time adds no row or width to the bubble, however long the line', async ({
	user,
	widget
}) => {
	const lengths = [1, 8, 16, 24, 28, 30, 32, 34, 36, 38, 40, 60, 90];
	await write(
		user.person,
		lengths.map((length) => 'ab '.repeat(length / 3 + 1).slice(0, length))
	);
	await widget.open();
	await expect(widget.messages).toHaveCount(lengths.length);
	const sizes = await widget.messages.evaluateAll((items) =>
		items.map((item) => {
			const box = (selector: string) => item.querySelector(selector)!.getBoundingClientRect();
			const [bubble, text, time] = [box('.bubble'), box('.text'), box('time')];
			return {
				spareWidth: bubble.width - text.width,
				spareHeight: Math.round(
					bubble.height - item.querySelector('p')!.getBoundingClientRect().height
				),
				apart: time.right <= bubble.left || time.left >= bubble.right,
				inRow: time.top >= bubble.top - 2 && time.bottom <= bubble.bottom + 2
			};
		})
	);
	for (const size of sizes) {
		expect(size.spareWidth).toBeLessThanOrEqual(60);
		expect(size).toMatchObject({ spareHeight: 16, apart: true, inRow: true });
	}
});

test('lines align by the direction of their own text', async ({ user, widget }) => {
	const arabic = 'مرحبا، أين طلبي؟ شكرا جزيلا على المساعدة السريعة في هذا الأمر المهم';
	await write(user.person, [arabic]);
	await widget.open();
	const gaps = await widget.messages.locator('p').evaluate((paragraph) => {
		const range = document.createRange();
		range.selectNodeContents(paragraph);
		const { right } = paragraph.getBoundingClientRect();
		const ends = new Map<number, number>();
		for (const part of range.getClientRects()) {
			const line = Math.round(part.top);
			ends.set(line, Math.max(part.right, ends.get(line) ?? 0));
		}
		return [...ends.values()].map((end) => right - end);
	});
	expect(gaps.length).toBeGreaterThan(1);
	for (const gap of gaps) expect(Math.abs(gap)).toBeLessThan(6);
});

for (const colorScheme of ['light', 'dark'] as const) {
	test(`received messages stand out from the background, ${colorScheme}`, async ({
		userAccount,
		inbox
	}) => {
		const { page } = inbox;
		await page.emulateMedia({ colorScheme });
		await page.goto(`/admin/${await write(userAccount, ['Hello'])}`);
		const bubble = page.getByTestId('message').locator('.bubble');
		await expect(bubble).toBeVisible();
		expect(await contrast(bubble, 'backgroundColor', '.frame')).toBeGreaterThan(1.22);
		expect(await contrast(bubble, 'borderTopColor', '.frame')).toBeGreaterThan(1.5);
		expect(await contrast(bubble, 'color')).toBeGreaterThan(7);
	});
}

test('messages show the user’s name if the account has one', async ({ userAccount, inbox }) => {
	await secretClient().auth.admin.updateUserById(userAccount.id, {
		user_metadata: { name: 'Anna Berg', full_name: 'Anna Berg' }
	});
	const { page } = inbox;
	await page.goto(`/admin/${await write(userAccount, ['Hello'])}`);
	await expect(page.getByTestId('message').locator('.sender')).toHaveText('Anna Berg');
	await expect(page.getByRole('heading', { name: 'Anna Berg' })).toBeVisible();
});

async function write(user: Person, texts: string[]): Promise<string> {
	const chat_id = await openChat(user);
	for (const content of texts) {
		const row = { chat_id, content, sender_type: 'user' as const, sender_id: user.id };
		await secretClient().from('support_messages').insert(row).throwOnError();
	}
	return chat_id;
}

/** Shows or hides a message without changing the layout. */
async function show(message: Locator, shown: boolean): Promise<void> {
	await message.evaluate((item, shown) => {
		(item as HTMLElement).style.visibility = shown ? '' : 'hidden';
	}, shown);
}

/** Largest difference of a colour channel (0 to 255) between two screenshots; 256 if sizes differ. */
function difference(page: Page, ...pictures: [Buffer, Buffer]): Promise<number> {
	return page.evaluate(
		async (pictures) => {
			const [one, other] = await Promise.all(
				pictures.map(async (text) => {
					const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
					const image = await createImageBitmap(new Blob([bytes]));
					const { width, height } = image;
					const canvas = new OffscreenCanvas(width, height).getContext('2d')!;
					canvas.drawImage(image, 0, 0);
					return canvas.getImageData(0, 0, width, height).data;
				})
			);
			if (one!.length !== other!.length) return 256;
			return one!.reduce((most, part, i) => Math.max(most, Math.abs(part - other![i]!)), 0);
		},
		pictures.map((picture) => picture.toString('base64'))
	);
}
