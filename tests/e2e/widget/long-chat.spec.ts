import type { Locator } from '@playwright/test';
import pg from 'pg';
import { environment } from '../../fixtures/environment.ts';
import { openChat, secretClient, type Person } from '../../fixtures/people.ts';
import { expect, test, type Widget } from '../support/test.ts';

// Of a long conversation only what is around the reader is drawn, and of a very long one only that and
// the newest messages are held: the others are read again.

const COUNT = 2000;
/** So many are read at once. */
const PAGE = 50;
/** More is never drawn: see conversation/list/render-window.ts. */
const MOST_DRAWN = 250;
/** Realtime may drop any event, as it does over its limit. What is missing is read every 15 seconds. */
const AT_LATEST = { timeout: 20_000 };

/**
 * Gives a person a chat with numbered messages that were read long ago. Nobody is told live of what is
 * history: so many events would keep Realtime over its limit for a minute, for every other test too.
 */
async function fillChat(person: Person, count: number): Promise<string> {
	const chatId = await openChat(person);
	const texts = Array.from({ length: count }, (_, index) => text(index + 1));
	const db = new pg.Client({ connectionString: environment.dbUrl });
	await db.connect();
	try {
		// The pause is seen by this transaction only, which ends it.
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

/** Of differing heights, one in nine written from right to left. */
function text(number: number): string {
	if (number % 9 === 0) return `Message ${number} שלום עולם`;
	return `Message ${number}${' and some more words'.repeat(number % 5)}`;
}

const numberOf = (content: string) => Number(/\d+/.exec(content)?.[0]);

/**
 * Scrolls up or down, less than a screen at a time, until the message with this number is in sight.
 * Tells the numbers in the order they came into sight, the largest move of a message by anything but
 * the scrolling, and how many messages were drawn at most.
 */
async function travel(list: Locator, direction: 1 | -1, goal: number) {
	const told = await list.evaluate(
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
	return { ...told, seen: told.seen.map(numberOf) };
}

test('a chat of 2,000 messages is scrolled through and back: each once, in order, no jump', async ({
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

	// What was let go of on the way up is read again, each page once.
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

test('a reader who leaves the end is not taken back by what changes in the same moment', async ({
	widget,
	user
}) => {
	await fillChat(user.person, 60);
	await widget.page.reload();
	await widget.open();
	await expect(widget.message(text(60))).toBeInViewport();
	const moved = await widget.root.getByRole('log').evaluate(async (scroller) => {
		const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
		// In a frame, the event of a scroll comes before this, and sizes are looked at after it.
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

/** From the first message of a long chat, its user is told of a new one, and goes there. */
async function goToNewsFromAfar(widget: Widget, user: Person, admin: Person, count: number) {
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

test('far from the end: news wait behind the pill, the own message leads to it', async ({
	widget,
	user,
	admin
}) => {
	const list = await goToNewsFromAfar(widget, user.person, admin.person, 400);
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

test('far from the end of a chat that is not held as a whole: the same', async ({
	widget,
	user,
	admin
}) => {
	test.setTimeout(120_000);
	const list = await goToNewsFromAfar(widget, user.person, admin.person, 800);
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

test('around a message that was found: the same, and nothing leads back to it but its link', async ({
	inbox,
	user
}) => {
	test.setTimeout(180_000);
	const { page } = inbox;
	const chatId = await fillChat(user.person, COUNT);
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
	// Far up the message that was found was let go of, and read again on the way down.
	expect(pages.some((after) => after < 900)).toBe(true);
	await expect(found).toBeAttached();
	// Who is led to a message gets the focus there.
	await expect(found).not.toHaveAttribute('tabindex');
});

test('a reader at the end sees each new message of hundreds, and few are kept drawn', async ({
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

test('the first unread message has a line over it, which is in sight however many there are', async ({
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
