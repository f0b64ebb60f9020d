import { describe, expect, it } from 'vitest';
import { ChatError } from '../chat-error.ts';
import { Conversation } from '../conversation.ts';
import type { PreparedFile } from '../files/outgoing-file.ts';
import { FakeServer } from '../testing/fake-server.ts';
import { FakeStorage, MemoryFileStore, preparedFile } from '../testing/fake-files.ts';
import { FakeClock, FakePageEnvironment, MemoryStore } from '../testing/test-support.ts';
import { draftFileKeys, draftKeys } from './draft-keys.ts';
import { Uploads } from './uploads.ts';

const noNetwork = new ChatError('failed', { code: 'network' });
const tooLarge = new ChatError('too large', { code: 'too_large', status: 413 });
const forbidden = new ChatError('policy', { code: 'Unauthorized', status: 403 });
const outage = new ChatError('unavailable', { code: '503', status: 503 });
const missing = new ChatError('not there', { code: 'attachment_missing', status: 400 });

function browser() {
	return {
		clock: new FakeClock(),
		server: new FakeServer(),
		port: new FakeStorage(),
		storage: new MemoryStore(),
		store: new MemoryFileStore(),
		environment: new FakePageEnvironment(),
		/** The draft takes the first id. */
		count: -1
	};
}

function open(inBrowser = browser(), chatId = 'chat') {
	const { clock, server, port, storage, store, environment } = inBrowser;
	const userId = 'ann';
	const options = { chatId, userId, clock, storage, environment, random: () => 1 };
	const loads: string[] = [];
	const conversation = new Conversation({
		...options,
		side: 'user',
		transport: server,
		createId: () => `id-${++inBrowser.count}`,
		loadUploads: async (parts) => {
			loads.push('load');
			return new Uploads({ ...options, ...parts, port, store });
		}
	});
	conversation.start();
	const only = () => conversation.outgoing[0]!;
	return { ...inBrowser, inBrowser, conversation, loads, only };
}

const two = (): PreparedFile[] => [preparedFile('a'), preparedFile('b', { width: 2, height: 1 })];

describe('a message with files', () => {
	it('is stored with them once all are up', async () => {
		const { conversation, server, port, clock, only } = open();
		port.holds = true;
		expect(conversation.send('See', two())).toBeNull();
		expect(only()).toMatchObject({ state: 'uploading', content: 'See' });
		await clock.pass(0);
		expect(port.begun).toEqual(['chat/id-1/a-0-a.txt']);
		[...port.underWay.values()][0]!.finish();
		await clock.pass(0);
		expect(server.table).toEqual([]);
		port.holds = false;
		for (const { finish } of port.underWay.values()) finish();
		await clock.pass(0);
		expect(port.begun.slice(1)).toEqual(['chat/id-1/b-0-b.txt.preview', 'chat/id-1/b-0-b.txt']);
		expect(server.table).toMatchObject([
			{
				id: 'id-1',
				content: 'See',
				attachments: [
					{ path: 'chat/id-1/a-0-a.txt', name: 'a.txt', width: null, height: null },
					{ path: 'chat/id-1/b-0-b.txt', name: 'b.txt', width: 2, height: 1 }
				]
			}
		]);
		expect(conversation.outgoing).toEqual([]);
	});

	it('needs no text, which is then the names', async () => {
		const { conversation, server, clock } = open();
		expect(conversation.send(' \n')).toBe('blank');
		expect(conversation.send('\u200b', [preparedFile('a')])).toBeNull();
		await clock.pass(0);
		expect(server.table[0]?.content).toBe('a.txt');
		expect(conversation.send('x'.repeat(4001), [preparedFile('a')])).toBe('too-long');
	});

	it('does not hold up the texts after it', async () => {
		const { conversation, server, port, clock } = open();
		port.holds = true;
		conversation.send('slow', two());
		conversation.send('quick');
		await clock.pass(0);
		expect(server.table.map(({ content }) => content)).toEqual(['quick']);
	});

	it('shows how much is up', async () => {
		const { conversation, port, clock, only } = open();
		port.holds = true;
		conversation.send('', two());
		await clock.pass(0);
		expect(only().progress).toBe(0);
		[...port.underWay.values()][0]!.onProgress(5);
		expect(only().progress).toBe(0.25);
		[...port.underWay.values()][0]!.finish();
		await clock.pass(0);
		expect(only().progress).toBe(0.5);
	});

	it('is a message of its own, though another tab sends the same draft', async () => {
		const { conversation, clock, server, inBrowser } = open();
		const other = open(inBrowser).conversation;
		conversation.draft = 'See';
		other.send('See');
		conversation.send('See', two());
		await clock.pass(0);
		expect(server.table.map(({ attachments }) => attachments.length).sort()).toEqual([0, 2]);
	});

	it('loads what uploads once, and not for text', async () => {
		const { conversation, loads, clock } = open();
		conversation.send('text');
		await clock.pass(0);
		expect(loads).toEqual([]);
		conversation.send('', two());
		conversation.send('', two());
		await clock.pass(0);
		expect(loads).toEqual(['load']);
	});
});

describe('after a failure', () => {
	it('a lost upload is repeated under the same name', async () => {
		const { conversation, server, port, clock, only } = open();
		port.faults.push(noNetwork, 'answer-lost');
		conversation.send('', [preparedFile('a')]);
		await clock.pass(0);
		expect(only()).toMatchObject({ state: 'uploading', error: noNetwork });
		await clock.pass(10_000);
		expect(new Set(port.begun).size).toBe(1);
		expect(server.table).toHaveLength(1);
	});

	it('an upload that stands still is repeated; one that moves is not', async () => {
		const { conversation, port, clock, server } = open();
		port.faults.push('no-answer');
		port.holds = true;
		conversation.send('', [preparedFile('a')]);
		await clock.pass(29_999);
		expect(port.begun).toHaveLength(1);
		await clock.pass(1_001);
		expect(port.begun).toHaveLength(2);
		const slow = [...port.underWay.values()][0]!;
		for (let sent = 1; sent < 10; sent++) {
			await clock.pass(20_000);
			slow.onProgress(sent);
		}
		expect(port.begun).toHaveLength(2);
		slow.finish();
		await clock.pass(0);
		expect(server.table).toHaveLength(1);
	});

	it('a refusal fails the message, and lets the next ones go', async () => {
		const { conversation, server, port, clock, only } = open();
		port.faults.push(tooLarge);
		conversation.send('big', [preparedFile('a')]);
		conversation.send('small', [preparedFile('b')]);
		await clock.pass(0);
		expect(only()).toMatchObject({ state: 'failed', error: tooLarge, progress: null });
		expect(server.table.map(({ content }) => content)).toEqual(['small']);
		conversation.retry('id-1');
		await clock.pass(0);
		expect(server.table).toHaveLength(2);
	});

	it('an outage lets the next ones go after a while', async () => {
		const { conversation, server, port, clock, only } = open();
		port.faults.push(...Array(6).fill(outage));
		conversation.send('first', [preparedFile('a')]);
		conversation.send('second', [preparedFile('b')]);
		await clock.pass(180_000);
		expect(only()).toMatchObject({ content: 'first', state: 'failed' });
		expect(server.table.map(({ content }) => content)).toEqual(['second']);
	});

	it('waits as long as a rate limit says, though the page becomes visible', async () => {
		const { conversation, port, clock, environment } = open();
		port.faults.push(new ChatError('slow', { code: '', status: 429, retryAfter: 7_000 }));
		conversation.send('', [preparedFile('a')]);
		await clock.pass(6_000);
		environment.set({ visible: true });
		expect(port.begun).toHaveLength(1);
		await clock.pass(1_000);
		expect(port.begun).toHaveLength(2);
	});

	it('waits while offline and goes on at once when the network is back', async () => {
		const { conversation, port, clock, environment, server } = open();
		port.faults.push(noNetwork);
		conversation.send('', [preparedFile('a')]);
		await clock.pass(0);
		environment.set({ online: false });
		await clock.pass(100_000);
		expect(port.begun).toHaveLength(1);
		environment.set({ online: true });
		await clock.pass(0);
		expect(server.table).toHaveLength(1);
	});

	it('leaves it to the message’s insert what a forbidden upload means', async () => {
		const blocked = new ChatError('blocked', { code: 'blocked', status: 403 });
		const { conversation, port, clock, server, only } = open();
		port.faults.push(forbidden);
		server.fail('send', blocked);
		conversation.send('', [preparedFile('a')]);
		await clock.pass(0);
		expect(only()).toMatchObject({ state: 'failed', error: blocked });
	});

	it('files that have been removed are uploaded again under other names', async () => {
		const { conversation, server, port, clock } = open();
		server.fail('send', missing);
		conversation.send('', two());
		await clock.pass(0);
		expect(server.table[0]!.attachments.map(({ path }) => path)).toEqual([
			'chat/id-1/a-1-a.txt',
			'chat/id-1/b-1-b.txt'
		]);
		expect(port.objects.size).toBe(6);
	});

	it('asks the writer when they are missing again and again', async () => {
		const { conversation, server, clock, only, port } = open();
		server.fail('send', missing, missing, missing);
		conversation.send('', [preparedFile('a')]);
		await clock.pass(0);
		expect(only()).toMatchObject({ state: 'failed', error: missing });
		conversation.retry('id-1');
		await clock.pass(0);
		expect(server.table).toHaveLength(1);
		expect(new Set(port.begun).size).toBe(4);
	});
});

describe('across a reload', () => {
	it('goes on where it was', async () => {
		const first = open();
		first.port.holds = true;
		first.conversation.send('See', two());
		await first.clock.pass(0);
		[...first.port.underWay.values()][0]!.finish();
		await first.clock.pass(0);
		first.conversation.stop();
		expect(first.port.begun).toEqual(['chat/id-1/a-0-a.txt', 'chat/id-1/b-0-b.txt.preview']);
		first.port.holds = false;
		const { server, port, clock } = open(first.inBrowser);
		await clock.pass(0);
		expect(port.begun.slice(2)).toEqual(['chat/id-1/b-0-b.txt.preview', 'chat/id-1/b-0-b.txt']);
		expect(server.table[0]?.attachments).toHaveLength(2);
	});

	it('uploads again what was removed after it was up', async () => {
		const first = open();
		first.server.fail('send', 'no-answer');
		first.conversation.send('', [preparedFile('a')]);
		await first.clock.pass(0);
		first.conversation.stop();
		first.server.fail('send', missing);
		const { server, clock, store } = open(first.inBrowser);
		await clock.pass(0);
		expect(server.table[0]?.attachments[0]?.path).toBe('chat/id-1/a-1-a.txt');
		expect(store.entries.size).toBe(0);
	});

	it('says when the browser has lost the files, unless another tab may just store them', async () => {
		const first = open();
		first.port.holds = true;
		first.conversation.send('See', two());
		await first.clock.pass(0);
		first.conversation.stop();
		first.store.entries.clear();
		const { clock, only } = open(first.inBrowser);
		await clock.pass(0);
		expect(only().state).toBe('uploading');
		await clock.pass(20_000);
		expect(only()).toMatchObject({
			state: 'failed',
			content: 'See',
			error: { code: 'files_lost' }
		});
	});

	it('forgets the files of messages that were sent, deleted or taken back, and of no others', async () => {
		const { conversation, store, port, clock } = open();
		await store.save('orphan', two());
		port.faults.push(tooLarge);
		conversation.send('', [preparedFile('a')]);
		conversation.send('', [preparedFile('b')]);
		await clock.pass(0);
		expect([...store.entries.keys()]).toEqual(['id-1']);
		conversation.discard('id-1');
		await clock.pass(0);
		expect(store.entries.size).toBe(0);
	});

	it('another chat takes over what an erased one has not sent', async () => {
		const first = open();
		first.port.holds = true;
		first.conversation.send('See', two());
		await first.clock.pass(0);
		[...first.port.underWay.values()][0]!.finish();
		await first.clock.pass(0);
		const unsent = first.conversation.withdraw();
		await first.clock.pass(0);
		first.port.holds = false;
		const { clock, server, storage, environment, store, port } = first;
		const options = { chatId: 'new', userId: 'ann', clock, storage, environment };
		const conversation = new Conversation({
			...{ ...options, side: 'user', transport: server, unsent },
			loadUploads: async (parts) => new Uploads({ ...options, ...parts, port, store })
		});
		conversation.start();
		await clock.pass(0);
		expect(server.table[0]!.attachments.map(({ path }) => path)).toEqual([
			'new/id-1/a-0-a.txt',
			'new/id-1/b-0-b.txt'
		]);
	});
});

describe('taking a message back', () => {
	it('stops the upload and returns text and files', async () => {
		const { conversation, server, port, clock, store } = open();
		port.holds = true;
		const files = two();
		conversation.send('See', files);
		await clock.pass(0);
		const upload = [...port.underWay.values()][0]!;
		expect(await (await conversation.uploads()).cancel('id-1')).toEqual({ text: 'See', files });
		expect(upload.signal.aborted).toBe(true);
		upload.finish();
		await clock.pass(60_000);
		expect(port.begun).toHaveLength(1);
		expect([server.table, conversation.outgoing, [...store.entries]]).toEqual([[], [], []]);
	});

	it('is too late once it is on its way', async () => {
		const { conversation, server, clock } = open();
		server.fail('send', 'no-answer');
		conversation.send('', two());
		await clock.pass(0);
		expect(await (await conversation.uploads()).cancel('id-1')).toBeNull();
		expect(conversation.outgoing).toHaveLength(1);
	});

	it('an outgoing picture is shown from this browser', async () => {
		const { conversation, port, clock } = open();
		port.holds = true;
		const files = two();
		conversation.send('', files);
		await clock.pass(0);
		expect(await (await conversation.uploads()).fileOf('id-1', 'b')).toBe(files[1]!.preview);
		expect(await (await conversation.uploads()).fileOf('id-1', 'a')).toBe(files[0]!.blob);
		expect(await (await conversation.uploads()).fileOf('id-2', 'a')).toBeNull();
	});
});

it('what could not be loaded is loaded with the next try', async () => {
	const { inBrowser } = open();
	const { clock, server, port, storage, store, environment } = inBrowser;
	const options = { chatId: 'chat', userId: 'ann', clock, storage, environment };
	let isDown = true;
	const conversation = new Conversation({
		...{ ...options, side: 'user', transport: server },
		loadUploads: async (parts) => {
			if (isDown) throw new TypeError('Failed to fetch dynamically imported module');
			return new Uploads({ ...options, ...parts, port, store });
		}
	});
	conversation.start();
	conversation.send('', two());
	await clock.pass(0);
	expect(conversation.outgoing).toMatchObject([{ state: 'uploading' }]);
	isDown = false;
	conversation.refresh();
	await clock.pass(0);
	expect(server.table[0]?.attachments).toHaveLength(2);
});

it('removes files of no message from the store, except those chosen for the next', async () => {
	const inBrowser = browser();
	for (const id of ['old', 'chosen']) await inBrowser.store.save(id, two());
	inBrowser.storage.set(`${draftFileKeys(`${draftKeys('ann')}chat`)}chosen`, '');
	await open(inBrowser).conversation.uploads();
	expect([...inBrowser.store.entries.keys()]).toEqual(['chosen']);
});
