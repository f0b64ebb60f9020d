import { describe, expect } from 'vitest';
import { writers } from '../e2e/support/writers.ts';
import { openChat, remove, type Person } from '../fixtures/people.ts';
import { ENGINES } from './engines.ts';
import { testIn } from './test.ts';

// The chat's main flow, the same in each engine. The browser tests cover the details in Chromium.

for (const engine of ENGINES) {
	const test = testIn(engine);

	describe.skipIf(engine.howToGet() !== null)(engine.name, () => {
		test('a user writes, an admin replies, and a reload keeps both and the draft', async ({
			user,
			admin,
			visit
		}) => {
			const widget = await visit(user, '/');
			await widget.open();
			await widget.send('Where is my parcel?');
			await expect.poll(() => widget.delivery()).toBe('sent');

			const inbox = await visit(admin, `/admin/${await openChat(user)}`);
			await inbox.click('main textarea');
			await inbox.send('On its way');
			const both = ['Where is my parcel?', 'On its way'];
			await expect.poll(() => widget.texts()).toEqual(both);
			await expect.poll(() => inbox.texts()).toEqual(both);

			await widget.type('Thank y');
			await widget.goto('/');
			await widget.open();
			await expect.poll(() => widget.texts()).toEqual(both);
			await expect.poll(() => widget.value('textarea')).toBe('Thank y');
			await widget.send('ou');
			await expect.poll(() => inbox.texts()).toEqual([...both, 'Thank you']);
			await expect.poll(() => widget.texts()).toEqual([...both, 'Thank you']);
		});

		test('a reply sent during a lost connection is shown once afterwards', async ({
			user,
			admin,
			visit,
			world
		}) => {
			const widget = await visit(user, '/');
			await widget.open();
			await widget.send('Hello?');
			await expect.poll(() => widget.delivery()).toBe('sent');
			world.line.cut();
			await expect.poll(() => widget.connection()).not.toBe('connected');
			await widget.send('Anybody there?');
			await expect.poll(() => widget.delivery()).toMatch(/waiting|sending/);
			await admin.client
				.from('support_messages')
				.insert({ chat_id: await openChat(user), content: 'Good day' })
				.throwOnError();
			expect(await widget.texts()).toEqual(['Hello?', 'Anybody there?']);
			world.line.heal();
			const all = ['Hello?', 'Good day', 'Anybody there?'];
			await expect.poll(() => widget.texts()).toEqual(all);
			await expect.poll(() => widget.delivery()).toBe('sent');
			await expect.poll(() => widget.connection()).toBe('connected');
			expect(await widget.texts()).toEqual(all);
		});

		test('Escape closes the panel and returns the focus to the launcher', async ({
			user,
			visit
		}) => {
			const widget = await visit(user, '/');
			await widget.open();
			const expanded = () => widget.read('.launcher', ([button]) => button?.ariaExpanded);
			expect(await widget.hasFocus('textarea')).toBe(true);
			await widget.page.press(['Escape']);
			await expect.poll(expanded).toBe('false');
			await expect.poll(() => widget.hasFocus('.launcher')).toBe(true);
			await widget.page.press(['Enter']);
			await expect.poll(expanded).toBe('true');
			await expect.poll(() => widget.hasFocus('textarea')).toBe(true);
		});

		test('the keyboard moves through the inbox, opens, replies and leaves, also after a click', async ({
			admin,
			visit
		}) => {
			const people = (await writers(2)) as [Person, Person];
			const [first, second] = (await Promise.all(people.map(openChat))) as [string, string];
			const card = (chatId: string) => `a.card[href*="${chatId}"]`;
			const inbox = await visit(admin, '/admin');
			await expect.poll(() => inbox.connection()).toBe('connected');
			await inbox.click(card(first));
			await expect.poll(() => inbox.texts()).toEqual(['Question 1']);
			await inbox.page.press(['r']);
			await expect.poll(() => inbox.hasFocus('main textarea')).toBe(true);
			await inbox.page.press(['Escape']);
			await expect.poll(() => inbox.hasFocus(card(first))).toBe(true);
			await inbox.page.press(['Escape']);
			await expect.poll(() => inbox.path()).toBe('/admin');
			await inbox.page.press(['j']);
			await expect.poll(() => inbox.hasFocus(card(second))).toBe(true);
			const ring = () =>
				inbox.read(card(second), ([element]) => getComputedStyle(element!).outlineStyle);
			await expect.poll(ring).toBe('solid');

			await inbox.page.press(['Enter']);
			await expect.poll(() => inbox.texts()).toEqual(['Question 0']);
			await inbox.page.press(['r']);
			await expect.poll(() => inbox.hasFocus('main textarea')).toBe(true);
			// These letters are shortcuts outside the field.
			await inbox.send('jeez, k?');
			await expect.poll(() => inbox.texts()).toEqual(['Question 0', 'jeez, k?']);
			await inbox.page.press(['Escape']);
			await inbox.page.press(['Escape']);
			await expect.poll(() => inbox.path()).toBe('/admin');
			await expect.poll(() => inbox.hasFocus(card(second))).toBe(true);
			await Promise.all(people.map(remove));
		});

		test('in Arabic the whole panel is right to left', async ({ user, visit }) => {
			const widget = await visit(user, '/', { language: 'ar' });
			await widget.open();
			const direction = await widget.read(
				'.panel',
				([panel]) => getComputedStyle(panel!).direction
			);
			expect(direction).toBe('rtl');
			const arrow = () =>
				widget.read('[type=submit] svg', ([svg]) => getComputedStyle(svg!).transform);
			expect(await arrow()).toBe('matrix(-1, 0, 0, 1, 0, 0)');

			// Lines of left-to-right text start on the left.
			await widget.send('Latin words '.repeat(8).trim());
			const edges = () =>
				widget.read('[data-testid=message] .text', (texts) => {
					const lines = texts.flatMap((text) => [...text.getClientRects()]);
					const sides = [lines.map(({ left }) => left), lines.map(({ right }) => right)];
					return sides.map((places) => new Set(places.map(Math.round)).size > 1);
				});
			await expect.poll(edges).toEqual([false, true]);

			await widget.click('.panel .header [aria-expanded]');
			const knob = () =>
				widget.read('[aria-checked=true] .track', ([track]) => {
					const thumb = track?.firstElementChild?.getBoundingClientRect();
					const { left, right } = track?.getBoundingClientRect() ?? {};
					return thumb && [thumb.left - left!, right! - thumb.right];
				});
			// At the end of its track, which is on the left in Arabic.
			await expect.poll(knob).toEqual([3, 17]);
		});

		test('the panel follows the system’s dark mode', async ({ user, visit }) => {
			const widget = await visit(user, '/', { colours: 'dark' });
			await widget.open();
			const colours = await widget.read('.panel', ([panel]) => {
				const { backgroundColor, color } = getComputedStyle(panel!);
				return [backgroundColor, color];
			});
			expect(colours).toEqual(['rgb(22, 23, 29)', 'rgb(236, 238, 243)']);
		});
	});
}
