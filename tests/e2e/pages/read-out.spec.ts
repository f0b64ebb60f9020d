import { openChat, secretClient } from '../../fixtures/people.ts';
import { Conversation, expect, test, type Widget } from '../support/test.ts';

// What a screen reader announces, and what it reads in the log.

/** Records every change of the live region from now on. */
async function listen({ page }: Widget): Promise<() => Promise<string[]>> {
	await page.getByTestId('announcer').evaluate((region) => {
		const announced: string[] = [];
		Object.assign(region, { announced });
		new MutationObserver(() => {
			if (region.textContent) announced.push(region.textContent);
		}).observe(region, { childList: true, characterData: true, subtree: true });
	});
	return () =>
		page
			.getByTestId('announcer')
			.evaluate((region) => (region as unknown as { announced: string[] }).announced);
}

async function reply(chatId: string, ...contents: string[]): Promise<void> {
	const rows = contents.map((content) => ({
		chat_id: chatId,
		content,
		sender_type: 'admin' as const
	}));
	await secretClient().from('support_messages').insert(rows).throwOnError();
}

test('each reply is announced, also the same text twice and several at once', async ({
	widget,
	user
}) => {
	const chatId = await openChat(user.person);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const announced = await listen(widget);
	await reply(chatId, 'ok');
	await expect.poll(announced).toEqual(['Support: ok']);
	await reply(chatId, 'ok');
	await expect.poll(announced).toEqual(['Support: ok', 'Support: ok']);
	await reply(chatId, 'one', 'two', 'three');
	await expect
		.poll(async () => (await announced()).slice(2))
		.toEqual(['Support: one', 'Support: two', 'Support: three']);
});

test('of many replies the first are announced, then the number of the rest', async ({
	widget,
	user
}) => {
	const chatId = await openChat(user.person);
	await widget.open();
	await expect(widget.connection).toHaveAttribute('data-state', 'connected');
	const announced = await listen(widget);
	await reply(chatId, ...Array.from({ length: 30 }, (_, i) => `Reply ${i + 1}`));
	await expect.poll(async () => (await announced()).at(-1)).toMatch(/^\d+ more messages$/);
	const all = await announced();
	expect(all[0]).toBe('Support: Reply 1');
	expect(Number.parseInt(all.at(-1)!)).toBe(30 - (all.length - 1));
});

test('each message in the log has its author and full time', async ({ widget, user, admin }) => {
	const chatId = await openChat(user.person);
	const insert = (rows: { content: string; created_at: string; sender_type: 'user' | 'admin' }[]) =>
		secretClient()
			.from('support_messages')
			.insert(
				rows.map((row) => ({
					...row,
					chat_id: chatId,
					sender_id: row.sender_type === 'user' ? user.person.id : admin.person.id
				}))
			)
			.throwOnError();
	await insert([
		{ sender_type: 'user', content: 'Hello', created_at: '2026-01-28T09:12:00Z' },
		{ sender_type: 'admin', content: 'Good morning', created_at: '2026-01-28T09:13:00Z' },
		{ sender_type: 'admin', content: 'How can I help?', created_at: '2026-01-28T09:14:00Z' }
	]);
	await widget.open();
	await expect(widget.messages).toHaveCount(3);
	await admin.page.goto(`/admin/${chatId}`);
	const chat = new Conversation(admin.page.getByRole('main'));
	await expect(chat.messages).toHaveCount(3);
	const full = (minute: number) => `January 28, 2026 at 9:${minute} AM`;

	/** The log's text as a screen reader reads it. */
	const read = async ({ root }: Conversation) => {
		const tree = await root.getByRole('log').ariaSnapshot();
		const words = [...tree.matchAll(/(?:text|time|paragraph): (.*)/g)].map(([, text]) => text!);
		return words.join(' ').replaceAll('"', '');
	};
	const [first, second, third] = [12, 13, 14].map(full);
	expect((await read(widget)).replace(/ (Sent|Seen)(?= Support:)/, '')).toContain(
		`You: Hello ${first} Support: Good morning ${second} Support: How can I help? ${third}`
	);
	expect(await read(chat)).toContain(
		`${user.person.email}: Hello ${first} You: Good morning ${second} You: How can I help? ${third}`
	);
	// Visually hidden text must take no space.
	for (const log of [widget.root.getByRole('log'), chat.root.getByRole('log')]) {
		const outside = await log.evaluate((scroller) =>
			[...scroller.querySelectorAll('.unseen')].map((unseen) => {
				const around = (unseen.closest('li') ?? scroller).getBoundingClientRect();
				const { bottom, right, width } = unseen.getBoundingClientRect();
				return bottom > around.bottom || right > around.right || width > 1;
			})
		);
		expect(outside).toContain(false);
		expect(outside).not.toContain(true);
	}
});
