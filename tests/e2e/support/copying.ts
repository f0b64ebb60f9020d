import type { Locator, Page } from '@playwright/test';
import type { Conversation } from './screens.ts';

/** Selects with the mouse, from the start of one text to the end of another. */
export async function drag(page: Page, from: Locator, to: Locator): Promise<void> {
	const start = (await from.boundingBox())!;
	const rects = await to.evaluate((element) => {
		const range = document.createRange();
		range.selectNodeContents(element);
		const { right, bottom } = [...range.getClientRects()].at(-1)!;
		return { right, bottom };
	});
	await page.mouse.move(start.x + 1, start.y + 6);
	await page.mouse.down();
	await page.mouse.move(rects.right - 1, rects.bottom - 5, { steps: 8 });
	await page.mouse.up();
}

/** Copies the selection; returns the text that pasting it into the composer yields. */
export async function copied(page: Page, chat: Conversation): Promise<string> {
	await page.keyboard.press('Control+c');
	await chat.composer.fill('');
	await chat.composer.press('Control+v');
	const text = await chat.composer.inputValue();
	await chat.composer.fill('');
	return text;
}
