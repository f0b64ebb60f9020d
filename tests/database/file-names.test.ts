import { randomUUID } from 'node:crypto';
import { describe, expect } from 'vitest';
import { test, type Caller, type Database } from '../fixtures/database.ts';
import { beforeSending, sendFiles, store } from './files.ts';
import { search } from './message-search.ts';

// The names of files, in what lists show of a message, in searches and in the export.

/** Sends a message with files of these names as the user of the chat. */
async function send(
	db: Database,
	{ user, chatId }: { user: Caller; chatId: string },
	names: string[],
	content = ''
): Promise<string> {
	const id = randomUUID();
	const attachments: { path: string; name: string }[] = [];
	for (const [place, name] of names.entries()) {
		const path = await store(db, `${chatId}/${id}/${place}`, { owner: user });
		attachments.push({ path, name });
	}
	await sendFiles(db, user, { id, chatId, content, attachments });
	return id;
}

describe('the list shows', () => {
	test.for([
		[['a.png', 'b.pdf'], '', 'a.png, b.pdf'],
		[['a.png'], 'See this', 'See this · a.png'],
		[['a.png'], 'x'.repeat(93), `${'x'.repeat(91)}… · a.png`],
		[['a.png'], 'x'.repeat(92), `${'x'.repeat(92)} · a.png`],
		[['n'.repeat(60) + '.png'], 'x'.repeat(200), `${'x'.repeat(59)}… · ${'n'.repeat(37)}`],
		[['n'.repeat(200)], 'x', `x · ${'n'.repeat(96)}`],
		[['n'.repeat(200)], '', 'n'.repeat(100)]
	] as const)('%j with %j as %j', async ([names, content, preview], { db }) => {
		const chat = await beforeSending(db);
		await send(db, chat, [...names], content);
		const stored = 'select last_message_preview from public.support_chats where id = $1';
		expect(await db.value(stored, [chat.chatId])).toBe(preview);
	});
});

describe('a search', () => {
	const word = () => `w${randomUUID().replaceAll('-', '')}`;

	test('finds a file by its name, with or without a text beside it', async ({ db }) => {
		const chat = await beforeSending(db);
		const admin = await db.createAdmin();
		const [name, text] = [word(), word()];
		const alone = await send(db, chat, [`${name}.png`, 'other.pdf']);
		const beside = await send(db, chat, ['other.pdf', `${name}.pdf`], `See ${text} please`);
		await db.send(chat.user, chat.chatId, `${name} in words`);
		const found = async (query: string) =>
			(await search(db, admin, query)).map(({ message_id, snippet }) => [message_id, snippet]);

		expect((await found(name)).map(([, snippet]) => snippet)).toEqual([
			`\u0002${name}\u0003 in words`,
			`See ${text} please other.pdf, \u0002${name}\u0003.pdf`,
			`\u0002${name}\u0003.png, other.pdf`
		]);
		expect((await found(`${name}.png`)).map(([id]) => id)).toEqual([alone]);
		expect(
			(await found(`${text} ${name.slice(0, 20)}`)).map(([id]) => id),
			'both'
		).toEqual([beside]);
		expect(
			(await found(text)).map(([id]) => id),
			'once'
		).toEqual([beside]);
	});

	test('pages through messages with and without files by time', async ({ db }) => {
		const chat = await beforeSending(db);
		const admin = await db.createAdmin();
		const name = word();
		const written: string[] = [];
		for (let place = 0; place < 12; place++) {
			written.unshift(
				place % 3 === 0
					? (await db.send(chat.user, chat.chatId, `${name} ${place}`)).id
					: await send(db, chat, [`${name}.png`], place % 3 === 1 ? 'See' : '')
			);
		}
		for (const query of [name, name.slice(0, 12)]) {
			const found: string[] = [];
			let page = await search(db, admin, query, { limit: 5 });
			while (page.length > 0) {
				found.push(...page.map(({ message_id }) => message_id));
				page = await search(db, admin, query, { limit: 5, before: page.at(-1)! });
			}
			expect(found).toEqual(written);
		}
	});
});

test('the export has the files of each message', async ({ db }) => {
	const chat = await beforeSending(db);
	await send(db, chat, ['a.png'], 'See this');
	const data = await db.as(chat.user, () =>
		db.value<{ messages: { attachments: unknown }[] }>('select public.export_support_data()')
	);
	expect(data.messages).toMatchObject([{ attachments: [{ name: 'a.png', size_bytes: 1000 }] }]);
	expect(JSON.stringify(data)).not.toContain('versions');
});
