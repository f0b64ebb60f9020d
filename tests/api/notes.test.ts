import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SupabaseNoteTransport } from '../../src/lib/support-chat/supabase/transports/note-transport.ts';
import { InboxTransport } from '../../src/lib/support-chat/supabase/transports/inbox-transport.ts';
import { join } from '../fixtures/channels.ts';
import { environment } from '../fixtures/environment.ts';
import { createAdmin, createUser, openChat, remove, type Person } from '../fixtures/people.ts';

const SECRET = 'unutterable';
const EVER = { from: -Infinity, to: Infinity };

let user: Person;
let ada: Person;
let grace: Person;
let graceName: string;
let chatId: string;
beforeAll(async () => {
	graceName = `Grace ${randomUUID()}`;
	[user, ada, grace] = await Promise.all([createUser(), createAdmin(), createAdmin(graceName)]);
	chatId = await openChat(user);
});
afterAll(() => Promise.all([user, ada, grace].map(remove)));

async function publicId(admin: Person): Promise<string> {
	const { data } = await admin.client
		.from('support_admins')
		.select('id')
		.eq('user_id', admin.id)
		.single()
		.throwOnError();
	return data.id;
}

const notesOf = async (admin: Person, of = admin): Promise<SupabaseNoteTransport> =>
	new SupabaseNoteTransport({ client: admin.client, chatId, adminId: await publicId(of) });

const send = async (admin: Person, content: string, id = randomUUID(), of = admin) =>
	(await notesOf(admin, of)).send({ id, content }, AbortSignal.timeout(10_000));
const fetchNotes = async (admin: Person, span = EVER, limit = 50) =>
	(await notesOf(admin)).fetch(span, limit, AbortSignal.timeout(10_000));

test('a note is stored once, read by all admins, and deleted by its author', async () => {
	const { received } = await join(grace.client, 'admin_support_notifications');
	const id = randomUUID();
	const note = await send(ada, 'He has moved.', id);
	expect(note).toMatchObject({ id, chatId, content: 'He has moved.', adminName: 'Support' });
	expect(await send(ada, 'He has moved.', id)).toEqual(note);
	const added = await received.next('note_added', ({ note }) => (note as { id: string }).id === id);
	expect(added.note).toMatchObject({ chat_id: chatId, content: 'He has moved.' });
	expect(await fetchNotes(grace)).toContainEqual(note);
	await (await notesOf(grace)).remove(id);
	expect(await fetchNotes(grace)).toContainEqual(note);
	await (await notesOf(ada)).remove(id);
	expect(await received.next('note_deleted', (gone) => gone.id === id)).toMatchObject({
		chat_id: chatId
	});
	expect(await fetchNotes(grace)).not.toContainEqual(note);
	await grace.client.removeAllChannels();
});

test('a note of another admin than the page’s is refused, and may be right later', async () => {
	await expect(send(ada, 'Mine', randomUUID(), grace)).rejects.toMatchObject({
		code: 'other_user',
		kind: 'wait'
	});
});

test('spans and pages are of the newest notes, oldest first', async () => {
	const notes = [];
	for (const content of ['one', 'two', 'three']) notes.push(await send(ada, content));
	const [one, two, three] = notes as [(typeof notes)[0], (typeof notes)[0], (typeof notes)[0]];
	const span = { from: one!.createdAt.getTime(), to: two!.createdAt.getTime() };
	expect(await fetchNotes(ada, span)).toEqual([one, two]);
	expect(await fetchNotes(ada, EVER, 2)).toEqual([two, three]);
});

test('a mention is the mentioned admin’s until they have seen the chat', async () => {
	const note = await send(ada, `@${graceName}: look`);
	expect(note.mentions).toEqual([await publicId(grace)]);
	const inbox = new InboxTransport(grace.client);
	expect(await inbox.mentions()).toMatchObject([{ id: note.id, chatId, content: note.content }]);
	expect(await new InboxTransport(ada.client).mentions()).toEqual([]);
	await inbox.markMentionsSeen(chatId);
	expect(await inbox.mentions()).toEqual([]);
});

test('no request of the user shows a note', async () => {
	const note = await send(ada, `${SECRET} @${graceName}`);
	const events = await join(user.client, `support_chat:${chatId}`);
	const last = await send(ada, SECRET);
	const session = await user.client.auth.getSession();
	const ask = async (path: string, init: RequestInit = {}) => {
		const response = await fetch(`${environment.url}/rest/v1/${path}`, {
			...init,
			headers: {
				apikey: environment.publishableKey,
				authorization: `Bearer ${session.data.session!.access_token}`,
				'content-type': 'application/json',
				prefer: 'return=representation, count=exact'
			}
		});
		return `${response.headers.get('content-range')} ${await response.text()}`;
	};
	const rpc = (name: string, args: object) =>
		ask(`rpc/${name}`, { method: 'POST', body: JSON.stringify(args) });
	const answers = await Promise.all([
		ask('support_notes'),
		ask(`support_notes?content=like.*${SECRET}*`),
		ask(`support_notes?id=eq.${note.id}`, { method: 'DELETE' }),
		ask(`support_notes?id=eq.${note.id}`, { method: 'PATCH', body: '{"content":"x"}' }),
		ask('support_notes', {
			method: 'POST',
			body: JSON.stringify({ chat_id: chatId, content: 'x' })
		}),
		ask('support_notes?on_conflict=id', {
			method: 'POST',
			body: JSON.stringify({ id: note.id, chat_id: chatId, content: 'x' })
		}),
		ask('support_mentions?select=*,support_notes(*)'),
		ask('support_chats?select=*,support_notes(*)'),
		ask('support_chats?select=*,support_notes(count)'),
		ask('support_messages?select=*,support_chats(*,support_notes(*))'),
		ask('support_chat_list?select=*'),
		rpc('export_support_data', {}),
		rpc('search_support_messages', { query: SECRET }),
		rpc('mark_support_mentions_seen', { chat_id: chatId })
	]);
	expect(answers.join('\n')).not.toContain(SECRET);
	expect(answers.join('\n')).not.toMatch(/"count":\s*[1-9]/);
	expect(await fetchNotes(ada)).toEqual(expect.arrayContaining([note, last]));
	// Events of one channel come in order: after the message no note can come that was written before it.
	await user.client.from('support_messages').insert({ chat_id: chatId, content: 'Hello' });
	await events.received.next('new_message');
	expect(JSON.stringify(events.received.events)).not.toContain(SECRET);
	await user.client.removeAllChannels();
});
