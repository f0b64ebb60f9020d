import { formatted, unformatted } from '../../../src/lib/support-chat/core/text/formatted.ts';
import type {
	FormattedPiece,
	TextPiece
} from '../../../src/lib/support-chat/core/text/formatting.ts';
import { sanitizeDisplayText } from '../../../src/lib/support-chat/core/text/sanitize-display-text.ts';
import { environment } from '../../fixtures/environment.ts';
import { openChat, secretClient } from '../../fixtures/people.ts';
import { XSS_FAMILIES, XSS_PAYLOADS } from '../../fixtures/xss-payloads.ts';
import { anatomyOf, kindsIn } from '../support/anatomy.ts';
import {
	createImpostors,
	removeImpostors,
	watchEscapes,
	type Impostor
} from '../support/hostile-world.ts';
import { Conversation, expect, test } from '../support/test.ts';

// Message texts and names are only text: they add no element, request or dialog to any page.

// In series, since the tests share the data of `beforeAll`.
test.describe.configure({ mode: 'default', timeout: 120_000 });

/** One of each family, and those that try to break out of a page's title. */
const SAMPLES = XSS_PAYLOADS.filter(
	(payload) =>
		payload.includes('</title>') || Object.values(XSS_FAMILIES).some(([first]) => first === payload)
);
const HARMLESS = 'Harmless, see https://example.com';

let impostors: Impostor[];
let friends: string[];

test.beforeAll(async ({ baseURL }) => {
	friends = [baseURL!, new URL(environment.url).origin];
	impostors = await createImpostors(XSS_PAYLOADS);
});
test.afterAll(() => removeImpostors(impostors));

test('the corpus is large, and most of it is shown as written', () => {
	expect(new Set(XSS_PAYLOADS).size).toBeGreaterThan(150);
	const untouched = impostors.filter(({ payload, stored }) => unformatted(stored) === payload);
	expect(untouched.length).toBeGreaterThan(XSS_PAYLOADS.length * 0.9);
});

test('messages and sender names are text on both sides', async ({ user, widget, admin }) => {
	const escapes = [user.page, admin.page].map((page) => watchEscapes(page, friends));
	const chatId = await openChat(user.person);
	await secretClient()
		.from('support_messages')
		.insert(replyBy(impostors.at(-1)!.id, chatId, HARMLESS))
		.throwOnError();
	await widget.page.reload();
	await widget.open();
	await expect(widget.messages).toHaveCount(1);
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const kinds = await kindsIn(user.page);
	const rows = impostors.map(({ id, payload }) => replyBy(id, chatId, payload));
	await secretClient().from('support_messages').insert(rows).throwOnError();

	await expect(widget.messages).toHaveCount(1 + rows.length);
	await expectAllText(widget);
	expect([...(await kindsIn(user.page))].filter((kind) => !kinds.has(kind))).toEqual(['CODE']);

	await admin.page.goto(`/admin/${chatId}`);
	const chat = new Conversation(admin.page.getByRole('main'));
	await expect(chat.messages).not.toHaveCount(0);
	for (let shown = 50; shown < rows.length + 1; shown += 50) {
		await chat.root.getByRole('log').evaluate((log) => (log.scrollTop = 0));
		await expect.poll(() => chat.messages.count()).toBeGreaterThan(shown);
	}
	await expect(chat.messages).toHaveCount(1 + rows.length);
	await expectAllText(chat);
	const names = await chat.messages.locator('.sender').allTextContents();
	expect(names.slice(1)).toEqual(impostors.map(({ name }) => sanitizeDisplayText(name)));
	expect(escapes).toEqual([[], []]);
});

test('addresses and previews in the list are text, server-rendered and hydrated', async ({
	admin
}) => {
	const { page } = admin;
	const escapes = watchEscapes(page, friends);
	const address = '/admin?tab=archived&shown=500';
	const html = await (await page.context().request.get(address)).text();
	await page.goto(address);
	const cards = '[role=main] li:has([datetime^="2024-01-29"])';
	await expect(page.locator(cards)).toHaveCount(impostors.length);

	const blank = await page.context().newPage();
	await blank.setContent(html.replaceAll(/<script nonce.*?<\/script>/gs, ''));
	for (const mine of [page.locator(cards), blank.locator(cards)]) {
		const emails = await mine.locator('.email').allTextContents();
		const previews = await mine.locator('.preview').allTextContents();
		expect(emails.sort()).toEqual(XSS_PAYLOADS.map(sanitizeDisplayText).sort());
		expect(previews.sort()).toEqual(stored().map(shownPreview).sort());
		expect(new Set(await anatomyOf(mine)).size).toBe(1);
	}
	expect(escapes).toEqual([]);
});

test('page titles, headings and announcements are text', async ({ admin }) => {
	const { page } = admin;
	const escapes = watchEscapes(page, friends);
	expect(SAMPLES.length).toBeGreaterThan(12);
	for (const payload of SAMPLES) {
		const { chatId } = impostors.find((impostor) => impostor.payload === payload)!;
		await page.goto(`/admin/${chatId}`);
		const chat = new Conversation(page.getByRole('main'));
		await expect(chat.connection).toHaveAttribute('data-state', 'connected');
		await expect(chat.messages).toHaveCount(1);
		const title = `${sanitizeDisplayText(payload)} – Support Chats`;
		// Without the number of unread chats, which depends on other tests.
		const shown = (await page.title()).replace(/^\(\d+\+?\) /, '');
		expect(shown).toBe(title.replace(/[\t\n\f\r ]+/g, ' ').trim());
		expect(await page.locator('h1').textContent()).toBe(sanitizeDisplayText(payload));

		// Old, so that the chat is listed last, away from those of other tests.
		const row = { chat_id: chatId, content: payload, created_at: '2024-01-29T12:00:01Z' };
		await secretClient().from('support_messages').insert(row).throwOnError();
		const announcer = page.getByTestId('announcer');
		await expect
			.poll(() => announcer.textContent())
			.toBe(`${sanitizeDisplayText(payload)}: ${unformatted(payload)}`);
		expect(await anatomyOf(announcer)).toEqual(['']);
		// The one for the first keys is a file of the app's.
		const foreign = 'script:not([nonce], [data-early-keys]), iframe, img, b, object';
		await expect(page.locator(foreign)).toHaveCount(0);
	}
	expect(escapes).toEqual([]);
});

test('composed messages and live previews are text', async ({ widget, user, inbox }) => {
	const escapes = [user.page, inbox.page].map((page) => watchEscapes(page, friends));
	await widget.open();
	await expect(inbox.page.getByTestId('connection')).toHaveAttribute('data-state', 'connected');
	for (const [index, payload] of SAMPLES.entries()) {
		await widget.send(payload);
		await expect(widget.messages).toHaveCount(index + 1);
		const shown = widget.messages.last().locator('.text');
		expect(await shown.textContent()).toBe(unformatted(payload));
		const preview = inbox.card(user.person.email).locator('.preview');
		await expect.poll(() => preview.textContent()).toBe(shownPreview(payload));
	}
	expect(escapes).toEqual([[], []]);
});

/** Checks that every message has the structure of the harmless one and contains its payload. */
async function expectAllText({ messages }: Conversation): Promise<void> {
	const texts = await messages.locator('.text').allTextContents();
	expect(texts).toEqual([HARMLESS, ...stored().map(shownText)]);
	const anatomies = (await anatomyOf(messages)).map((anatomy) =>
		withoutLinksAndDelivery(withoutStyles(anatomy))
	);
	expect([...new Set(anatomies)]).toEqual([anatomies[0]]);
	const [link] = await anatomyOf(messages.first().locator('.text'));
	const links = (await anatomyOf(messages.locator('.text'))).map(withoutStyles);
	expect(links).toEqual(
		[HARMLESS, ...stored()].map((text) => Array(linksIn(text)).fill(link).join(' '))
	);
}

function stored(): string[] {
	return impostors.map((impostor) => impostor.stored);
}

function withoutLinksAndDelivery(anatomy: string): string {
	return anatomy.replace(/ A\[[^\]]*\]/g, '').replace(/(?<=BDI\[(class)?\]) SPAN\[class\]$/, '');
}

/** Removes the elements that formatting adds. */
function withoutStyles(anatomy: string): string {
	return anatomy.replace(/ ?(STRONG|EM|CODE)\[[^\]]*\]/g, '');
}

/** Texts and links of a message; a code block is on its own lines without line breaks. */
function flat(pieces: readonly FormattedPiece[]): TextPiece[] {
	return pieces.flatMap((piece) => ('style' in piece ? flat(piece.pieces) : [piece]));
}

function linksIn(text: string): number {
	return flat(formatted(text)).filter(({ href }) => href).length;
}

function shownText(text: string): string {
	return flat(formatted(text))
		.map((piece) => piece.text)
		.join('');
}

function shownPreview(payload: string): string {
	return unformatted([...payload].slice(0, 100).join(''));
}

function replyBy(id: string, chat_id: string, content: string) {
	return { chat_id, content, sender_type: 'admin' as const, sender_id: id };
}
