import type { Locator } from '@playwright/test';
import pg from 'pg';
import { environment } from '../../fixtures/environment.ts';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { expect, MOTION, test, type Widget } from '../support/test.ts';

// A long conversation renders only the messages around the reader. A very long one also holds only those
// and the newest in memory, and reads the others again.

test.use(MOTION);

const COUNT = 2000;
/** Messages per request. */
const PAGE = 50;
/** Upper bound of rendered messages: see conversation/list/render-window.ts. */
const MOST_DRAWN = 250;
/** Realtime may drop any event, as it does over its limit. The client reads missing messages every 15 s. */
const AT_LATEST = { timeout: 20_000 };

/**
 * Creates a chat with numbered messages that are already read. It broadcasts none of them: that many
 * events would keep Realtime over its limit for a minute, for every other test too.
 */
async function fillChat(person: Person, count: number): Promise<string> {
	const chatId = await openChat(person);
	const texts = Array.from({ length: count }, (_, index) => text(index + 1));
	const db = new pg.Client({ connectionString: environment.dbUrl });
	await db.connect();
	try {
		// Only this transaction sees the pause, which it ends itself.
		const pause = 'update support_settings set live_events_paused_until =';
		await db.query(`begin; ${pause} now() + interval '1 hour'; set local role service_role`);
		await db.query(
			`insert into support_messages (chat_id, content, sender_type, read_at)
			select $1, content, 'admin', now() from unnest($2::text[]) as content`,
			[chatId, texts]
		);
		await db.query(`reset role; ${pause} null; commit`);
	} finally {
		await db.end();
	}
	return chatId;
}

/** Text of varying height, one in nine right to left. */
function text(number: number): string {
	if (number % 9 === 0) return `Message ${number} שלום עולם`;
	return `Message ${number}${' and some more words'.repeat(number % 5)}`;
}

const numberOf = (content: string) => Number(/\d+/.exec(content)?.[0]);

/**
 * Scrolls up or down, less than a screen at a time, until message `goal` is in view. Returns the numbers
 * in the order they came into view, the largest movement of a message not caused by the scrolling (in
 * pixels), and the largest number of rendered messages.
 */
async function travel(list: Locator, direction: 1 | -1, goal: number) {
	const result = await list.evaluate(
		async (scroller, [direction, goal]) => {
			const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
			const inSight = () => {
				const { top, bottom } = scroller.getBoundingClientRect();
				const places = new Map<string, number>();
				for (const item of scroller.querySelectorAll('[data-testid=message] .text')) {
					const box = item.getBoundingClientRect();
					if (box.bottom <= top || box.top >= bottom) continue;
					places.set(item.textContent!, box.top);
				}
				return places;
			};
			const seen: string[] = [];
			let [jump, drawn] = [0, 0];
			for (let arrived = false; !arrived;) {
				const before = inSight();
				const from = scroller.scrollTop;
				scroller.scrollTop += direction * Math.floor(scroller.clientHeight * 0.8);
				const way = scroller.scrollTop - from;
				await frame();
				await frame();
				const after = inSight();
				for (const [text, place] of after) {
					const expected = before.get(text);
					if (expected !== undefined) jump = Math.max(jump, Math.abs(expected - way - place));
				}
				const texts = [...after.keys()];
				if (direction < 0) texts.reverse();
				for (const text of texts) if (!seen.slice(-40).includes(text)) seen.push(text);
				drawn = Math.max(drawn, scroller.querySelectorAll('[data-testid=message]').length);
				arrived = texts.some((text) => Number(/\d+/.exec(text)?.[0]) === goal);
			}
			return { seen, jump, drawn };
		},
		[direction, goal] as const
	);
	return { ...result, seen: result.seen.map(numberOf) };
}

test('scrolling through 2,000 messages and back shows each once, in order, without a jump', async ({
	widget,
	user
}) => {
	test.setTimeout(180_000);
	await fillChat(user.person, COUNT);
	await widget.page.reload();
	await widget.open();
	await expect(widget.message(text(COUNT))).toBeInViewport();
	const list = widget.root.getByRole('log');

	const up = await travel(list, -1, 1);
	const numbers = Array.from({ length: COUNT }, (_, index) => index + 1);
	const inSightAtFirst = COUNT - up.seen[0]!;
	expect(up.seen).toEqual(numbers.toReversed().slice(inSightAtFirst));
	expect(up.jump).toBeLessThan(3);
	expect(up.drawn).toBeLessThanOrEqual(MOST_DRAWN);
	await expect(widget.root.getByText('How can we help?')).toBeAttached();

	// Messages evicted on the way up are read again, each page once.
	const readAgain: number[] = [];
	widget.page.on('request', (request) => {
		const after = /seq=gt\.(\d+)/.exec(request.url())?.[1];
		if (after && Number(after) < COUNT) readAgain.push(Number(after));
	});
	const down = await travel(list, 1, COUNT);
	expect(readAgain.length).toBeGreaterThan((COUNT - 700) / PAGE);
	expect(readAgain).toEqual([...new Set(readAgain)].toSorted((a, b) => a - b));
	expect(down.seen).toEqual(numbers.slice(down.seen[0]! - 1));
	expect(down.jump).toBeLessThan(3);
	expect(down.drawn).toBeLessThanOrEqual(MOST_DRAWN);
});

test('a content change in the same frame does not scroll a reader back to the end', async ({
	widget,
	user
}) => {
	await fillChat(user.person, 60);
	await widget.page.reload();
	await widget.open();
	await expect(widget.message(text(60))).toBeInViewport();
	// Drawn in full: more above would move what is measured here, and not what is in view.
	await expect(widget.root.getByTestId('message')).toHaveCount(PAGE);
	const moved = await widget.root.getByRole('log').evaluate(async (scroller) => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		// In a frame, scroll events run before this and resize observers after it.
		await frame();
		const place = (scroller.scrollTop -= 200);
		const content = scroller.firstElementChild as HTMLElement;
		content.style.minHeight = `${scroller.scrollHeight + 80}px`;
		await frame();
		await frame();
		return scroller.scrollTop - place;
	});
	expect(moved).toBe(0);
});

/** Scrolls to the first message of a long chat, adds a new one and follows the pill to it. */
async function jumpToNewMessage(widget: Widget, user: Person, admin: Person, count: number) {
	const chat_id = await fillChat(user, count);
	await widget.page.reload();
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const list = widget.root.getByRole('log');
	await travel(list, -1, 1);

	await admin.client.from('support_messages').insert({ chat_id, content: 'New here' });
	const pill = widget.root.getByRole('button', { name: /new message/i });
	await expect(pill).toBeVisible();
	await expect(widget.message(text(1))).toBeInViewport();
	await expect(widget.message('New here')).toHaveCount(0);
	await pill.click();
	await expect(widget.message('New here')).toBeInViewport();
	await expect(pill).toBeHidden();
	return list;
}

test('far from the end, the pill leads to new messages and sending scrolls to the end', async ({
	widget,
	user,
	adminAccount
}) => {
	const list = await jumpToNewMessage(widget, user.person, adminAccount, 400);
	await list.press('Home');
	await expect(widget.message(text(1))).toBeInViewport();
	await list.press('End');
	await expect(widget.message('New here')).toBeInViewport();

	await list.press('Home');
	await expect(widget.message(text(1))).toBeInViewport();
	await widget.send('My answer');
	await expect(widget.message('My answer')).toBeInViewport();
	await expect(widget.message('My answer')).toHaveAttribute('data-delivery', 'sent');
	expect((await widget.texts()).slice(-3)).toEqual([text(400), 'New here', 'My answer']);
});

test('the same holds for a chat that is only partly in memory', async ({
	widget,
	user,
	adminAccount
}) => {
	test.setTimeout(120_000);
	const list = await jumpToNewMessage(widget, user.person, adminAccount, 800);
	await travel(list, -1, 100);
	await widget.send('My answer');
	await expect(widget.message('My answer')).toBeInViewport();
	await expect(widget.message('My answer')).toHaveAttribute('data-delivery', 'sent');
	const shown = await widget.texts();
	expect(shown.slice(-3)).toEqual([text(800), 'New here', 'My answer']);
	expect(shown.slice(0, -2).map(numberOf)).toEqual(
		Array.from({ length: shown.length - 2 }, (_, index) => 803 - shown.length + index)
	);
});

test('around a search hit messages load in order, and only its link leads back to it', async ({
	inbox,
	userAccount
}) => {
	test.setTimeout(180_000);
	const { page } = inbox;
	const chatId = await fillChat(userAccount, COUNT);
	await page.goto(`/admin/${chatId}?at=900`);
	const list = page.getByRole('main').getByRole('log');
	const found = list.locator('[aria-current=true]');
	await expect(found).toBeInViewport();
	await expect(found).toHaveAttribute('tabindex', '-1');
	const pages: number[] = [];
	page.on('request', (request) => {
		const after = /seq=gt\.(\d+)/.exec(request.url())?.[1];
		if (after && Number(after) < COUNT - PAGE) pages.push(Number(after));
	});

	const up = await travel(list, -1, 100);
	expect(up.seen).toEqual(up.seen.map((_, index) => up.seen[0]! - index));
	expect(up.jump).toBeLessThan(3);
	expect(pages).toEqual([]);
	const down = await travel(list, 1, 920);
	expect(down.seen).toEqual(down.seen.map((_, index) => down.seen[0]! + index));
	expect(down.jump).toBeLessThan(3);
	expect(Math.max(up.drawn, down.drawn)).toBeLessThanOrEqual(MOST_DRAWN);
	// The hit was evicted far up, and read again on the way down.
	expect(pages.some((after) => after < 900)).toBe(true);
	await expect(found).toBeAttached();
	// Only following the link focuses the message.
	await expect(found).not.toHaveAttribute('tabindex');
});

test('a reader at the end sees each of hundreds of new messages, and few stay rendered', async ({
	widget,
	user
}) => {
	test.setTimeout(120_000);
	const chatId = await openChat(user.person);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	for (let start = 0; start < 400; start += 100) {
		const rows = Array.from({ length: 100 }, (_, index) => ({
			chat_id: chatId,
			content: text(start + index + 1)
		}));
		await secretClient().from('support_messages').insert(rows);
		await expect(widget.message(text(start + 100))).toBeInViewport(AT_LATEST);
	}
	const numbers = (await widget.texts()).map(numberOf);
	expect(numbers.length).toBeLessThanOrEqual(MOST_DRAWN);
	expect(numbers).toEqual(numbers.map((_, index) => 401 - numbers.length + index));
});

test('the divider above the first unread message is in view, however many are unread', async ({
	widget,
	user
}) => {
	const chatId = await fillChat(user.person, 60);
	const line = widget.root.getByTestId('unread');
	const write = async (count: number, word: string) => {
		const rows = Array.from({ length: count }, (_, i) => ({
			chat_id: chatId,
			content: `${word} ${i + 1}`,
			sender_type: 'admin' as const
		}));
		await secretClient().from('support_messages').insert(rows);
	};
	await write(30, 'Early');
	await widget.page.reload();
	await widget.open();
	await expect(line).toBeInViewport();
	await expect(line).toHaveText('New messages');
	await expect(widget.message('Early 1')).toBeInViewport();
	await expect(widget.message('Early 30')).not.toBeInViewport();
	await expect(widget.badge).toHaveCount(0);
	const following = line.locator('xpath=following-sibling::li[1]');
	await expect(following).toContainText('Early 1');

	await widget.root.getByRole('button', { name: /new message/i }).click();
	await expect(widget.message('Early 30')).toBeInViewport();
	await widget.send('Answer');
	await expect(line).toHaveCount(0);

	await widget.close();
	await write(200, 'Late');
	await expect(widget.badge).toHaveText('9+');
	await widget.open();
	await expect(line).toBeInViewport();
	await expect(following).toContainText('Late 1');
	await expect(widget.message('Late 1')).toBeInViewport();
});
