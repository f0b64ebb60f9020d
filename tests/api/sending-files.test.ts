import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { chromium, type Browser, type Page } from '@playwright/test';
import { build, type Rolldown } from 'vite';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { ChatClient } from '../../src/lib/support-chat/supabase/chat-client.ts';
import { SupabaseChatTransport } from '../../src/lib/support-chat/supabase/transports/chat-transport.ts';
import { CHROMIUM_FLAGS, findHeadlessChromium } from '../fixtures/chromium.ts';
import { environment } from '../fixtures/environment.ts';
import { createUser, openChat, remove, secretClient, type Person } from '../fixtures/people.ts';

// What sends files, in a browser and against Storage: uploads with progress, pictures that are encoded
// anew, and a database that outlives the page.

const ROOT = join(import.meta.dirname, '..', '..');
const FOLDER = join(ROOT, 'src/lib/support-chat');

/** Exposes to the test what it calls in the page. */
const ENTRY = `
import { createConversation } from '${FOLDER}/conversation/create-conversation.ts';
import { fileStore } from '${FOLDER}/conversation/files/indexed-db-store.ts';
import { prepareFile } from '${FOLDER}/conversation/files/prepare-file.ts';
import { forget } from '${FOLDER}/forget.ts';
import { createChatClient } from '${FOLDER}/supabase/session/browser-client.ts';
import { userSession } from '${FOLDER}/supabase/session/user-session.ts';
Object.assign(window, { createConversation, fileStore, prepareFile, forget, open });

/** The user's conversation, not yet started. */
function open({ project, userId, chatId, token }) {
	const options = { project, userId, client: undefined, accessToken: async () => token };
	const client = createChatClient(options, userSession(options));
	return createConversation({ client, userId, chatId, side: 'user' }).value;
}
`;

interface Exposed {
	open: (options: object) => import('../../src/lib/support-chat/core/conversation.ts').Conversation;
	prepareFile: typeof import('../../src/lib/support-chat/conversation/files/prepare-file.ts').prepareFile;
	fileStore: typeof import('../../src/lib/support-chat/conversation/files/indexed-db-store.ts').fileStore;
	forget: typeof import('../../src/lib/support-chat/forget.ts').forget;
	options: object;
	made: (type: string, width: number, height: number) => Promise<File>;
}
declare const window: Exposed;

let server: Server;
let browser: Browser;
let page: Page;
let user: Person;
let chatId: string;

beforeAll(async () => {
	server = await serve(await buildEntry());
	browser = await chromium.launch({
		executablePath: findHeadlessChromium(),
		args: CHROMIUM_FLAGS
	});
	user = await createUser();
	chatId = await openChat(user);
});
afterAll(async () => {
	await browser?.close();
	server?.close();
	await remove(user);
});
beforeEach(async () => {
	page = await (await browser.newContext()).newPage();
	await visit();
});
afterEach(() => page.context().close());

async function buildEntry(): Promise<Map<string, string>> {
	const folder = await mkdtemp(join(ROOT, 'node_modules', '.sending-'));
	try {
		await writeFile(join(folder, 'main.ts'), ENTRY);
		const { output } = (await build({
			configFile: false,
			root: folder,
			logLevel: 'silent',
			build: { write: false, rolldownOptions: { input: join(folder, 'main.ts') } }
		})) as Rolldown.RolldownOutput;
		const files = output.flatMap((file) => (file.type === 'chunk' ? [file] : []));
		const entry = files.find(({ isEntry }) => isEntry)!;
		return new Map([
			...files.map(({ fileName, code }): [string, string] => [`/${fileName}`, code]),
			['/', `<!doctype html><script type="module" src="/${entry.fileName}"></script>`]
		]);
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

function serve(files: Map<string, string>): Promise<Server> {
	const server = createServer(({ url = '' }, response) => {
		const type = url === '/' ? 'text/html' : 'text/javascript';
		response.writeHead(files.has(url) ? 200 : 404, { 'Content-Type': type });
		response.end(files.get(url));
	});
	return new Promise((resolve) => server.listen(0, '127.0.0.1', () => resolve(server)));
}

/** Opens the page, again if it is open. */
async function visit(): Promise<void> {
	const { port } = server.address() as AddressInfo;
	await page.goto(`http://127.0.0.1:${port}/`);
	const { data } = await user.client.auth.getSession();
	const project = { url: environment.url, publishableKey: environment.publishableKey };
	const token = data.session!.access_token;
	await page.evaluate(
		(options) => {
			window.options = options;
			window.made = async (type, width, height) => {
				const canvas = Object.assign(document.createElement('canvas'), { width, height });
				const context = canvas.getContext('2d')!;
				context.fillStyle = '#c00';
				context.fillRect(0, 0, width / 2, height);
				const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type));
				return new File([blob!], 'Shot.png', { type });
			};
		},
		{ project, userId: user.id, chatId, token }
	);
}

const lastMessage = async () => {
	const { data } = await secretClient()
		.from('support_messages')
		.select('content, attachments')
		.eq('chat_id', chatId)
		.order('seq', { ascending: false })
		.limit(1);
	return data![0] as { content: string; attachments: { path: string; [key: string]: unknown }[] };
};

/** Starts a conversation in the page and waits until nothing is outgoing. */
const deliver = () =>
	page.evaluate(async () => {
		const conversation = window.open(window.options);
		conversation.start();
		await new Promise<void>((done) => {
			const look = () => void (conversation.outgoing.length === 0 && done());
			conversation.subscribe(look);
			look();
		});
		conversation.stop();
	});

describe('files from a browser', () => {
	test('are uploaded with progress and stored with their message', async () => {
		const shown = await page.evaluate(async () => {
			const conversation = window.open(window.options);
			conversation.start();
			const picture = await window.prepareFile(await window.made('image/png', 3000, 1500));
			const text = new File(['x'.repeat(3_000_000)], 'log.txt', { type: 'text/plain' });
			const progress = new Set<number | null>();
			await new Promise<void>((done) => {
				conversation.subscribe(() => {
					const [item] = conversation.outgoing;
					if (item) progress.add(item.progress);
					else done();
				});
				void window.prepareFile(text).then((file) => conversation.send('See', [picture, file]));
			});
			const last = conversation.messages.at(-1)!;
			const { port } = await conversation.uploads();
			const { signal } = new AbortController();
			const [{ path } = { path: '' }] = last.attachments;
			const signed = await port.sign([path, `${path}.preview`, 'no/such/file'], signal);
			const sizes = await Promise.all(
				[...signed.values()].map(async ({ url }) => {
					const { width, height } = await createImageBitmap(await (await fetch(url)).blob());
					return [width, height];
				})
			);
			const limits = await port.limits(signal);
			const states = [...(await port.states([path], signal)).values()];
			conversation.stop();
			return { last, progress: [...progress], sizes, limits, states };
		});
		const { content, attachments } = await lastMessage();
		expect(content).toBe('See');
		expect(attachments).toMatchObject([
			{ name: 'Shot.png', mime_type: 'image/png', width: 2560, height: 1280 },
			{ name: 'log.txt', mime_type: 'text/plain', size_bytes: 3_000_000, width: null }
		]);
		expect(shown.last.attachments.map(({ path }) => path)).toEqual(
			attachments.map(({ path }) => path)
		);
		expect(shown.progress.filter((p) => p !== null && p > 0 && p < 1).length).toBeGreaterThan(0);
		expect(shown.sizes).toEqual([
			[2560, 1280],
			[640, 320]
		]);
		expect(shown.limits).toMatchObject({ maxBytes: 10_485_760, perMessage: 5 });
		expect(shown.states).toEqual(['ready']);
	});

	test('that are there from an earlier try are taken as they are', async () => {
		const [first, second] = await page.evaluate(async () => {
			const { port } = await window.open(window.options).uploads();
			const { chatId } = window.options as { chatId: string };
			const path = `${chatId}/${crypto.randomUUID()}/a.txt`;
			const file = new Blob(['abc'], { type: 'text/plain' });
			const upload = () =>
				port
					.upload(path, file, { signal: new AbortController().signal, onProgress() {} })
					.then(() => 'there');
			return [await upload(), await upload()];
		});
		expect([first, second]).toEqual(['there', 'there']);
	});

	test('of a message that is stored are not missed, whatever the names of a later try', async () => {
		const transport = new SupabaseChatTransport({
			...{ client: user.client as unknown as ChatClient, chatId, userId: user.id, side: 'user' }
		});
		const { signal } = new AbortController();
		const id = randomUUID();
		const path = `${chatId}/${id}/0-a.txt`;
		const file = new Blob(['abc'], { type: 'text/plain' });
		await user.client.storage.from('support-attachments').upload(path, file);
		const draft = (path: string) => ({
			...{ id, content: '' },
			attachments: [{ path, name: 'a.txt', width: null, height: null }]
		});
		const first = await transport.send(draft(path), signal);
		expect(await transport.send(draft(path.replace('0-a', '1-a')), signal)).toEqual(first);
		const other = { ...draft(`${chatId}/${randomUUID()}/a.txt`), id: randomUUID() };
		await expect(transport.send(other, signal)).rejects.toMatchObject({
			...{ code: 'attachment_missing', kind: 'refused' }
		});
	});

	test('survive a reload, and are gone when sent', async () => {
		await page.evaluate(async () => {
			const conversation = window.open(window.options);
			const file = new File(['after the reload'], 'kept.txt', { type: 'text/plain' });
			conversation.send('', [await window.prepareFile(file)]);
			await conversation.uploads();
			// Before the upload is through.
			conversation.stop();
		});
		await expect.poll(storedFiles).toHaveLength(1);
		await visit();
		await deliver();
		expect(await lastMessage()).toMatchObject({
			content: 'kept.txt',
			attachments: [{ name: 'kept.txt', size_bytes: 16 }]
		});
		expect(await storedFiles()).toEqual([]);
	});

	test('are forgotten with what else the chat keeps about a user', async () => {
		await page.evaluate(async () => {
			const { userId } = window.options as { userId: string };
			const file = await window.prepareFile(new File(['x'], 'x.txt', { type: 'text/plain' }));
			await window.fileStore(userId).save('message', [file]);
		});
		await visit();
		expect(await storedFiles()).toEqual(['message']);
		await page.evaluate(() => window.forget((window.options as { userId: string }).userId));
		await visit();
		expect(await page.evaluate(() => indexedDB.databases())).toEqual([]);
	});
});

/** The ids of the messages whose files the browser keeps. */
async function storedFiles(): Promise<IDBValidKey[]> {
	return page.evaluate(async () => {
		const { userId } = window.options as { userId: string };
		const name = `support-chat:files:${userId}`;
		// Opening would create it.
		if (!(await indexedDB.databases()).some((database) => database.name === name)) return [];
		return new Promise<IDBValidKey[]>((done) => {
			const opening = indexedDB.open(name);
			opening.onsuccess = () => {
				const table = opening.result.transaction('messages').objectStore('messages');
				const reading = table.getAllKeys();
				reading.onsuccess = () => {
					opening.result.close();
					done(reading.result);
				};
			};
		});
	});
}

describe('a picture', () => {
	test('is encoded anew, upright and without what the camera wrote', async () => {
		const found = await page.evaluate(async () => {
			const jpeg = new Uint8Array(await (await window.made('image/jpeg', 40, 20)).arrayBuffer());
			// Orientation 6 (turned right) and a place, as a camera writes them after the first two bytes.
			const tiff = [
				0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0
			];
			const secret = [...new TextEncoder().encode('52.5200N 13.4050E')];
			const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff, ...secret];
			const header = [0xff, 0xe1, 0, exif.length + 2, ...exif];
			const photo = new File(
				[jpeg.slice(0, 2), new Uint8Array(header), jpeg.slice(2)],
				'Photo.JPG',
				{ type: 'image/jpeg' }
			);
			const { blob, preview, ...facts } = await window.prepareFile(photo);
			const textOf = async (file: Blob) =>
				new TextDecoder('latin1').decode(await file.arrayBuffer());
			return {
				...facts,
				before: (await textOf(photo)).includes('52.5200N'),
				after: (await textOf(blob)).includes('52.5200N'),
				previewType: preview!.type
			};
		});
		expect(found).toMatchObject({
			...{ name: 'Photo.JPG', mimeType: 'image/jpeg', width: 20, height: 40, hasPreview: true },
			...{ before: true, after: false, previewType: 'image/jpeg' }
		});
	});

	test('that the browser cannot read, or of another type, stays the file that it is', async () => {
		const kinds = await page.evaluate(async () => {
			const files = [
				new File(['no picture'], 'broken.png', { type: 'image/png' }),
				new File(['<svg/>'], 'logo.svg', { type: 'image/svg+xml' }),
				new File(['# Hi'], 'README.md', { type: '' })
			];
			const prepared = await Promise.all(files.map(window.prepareFile));
			return prepared.map(({ name, mimeType, width, preview, blob }) =>
				[name, mimeType, blob.type, width, preview].join(' ')
			);
		});
		expect(kinds).toEqual([
			'broken.png image/png image/png  ',
			'logo.svg image/svg+xml image/svg+xml  ',
			'README.md text/markdown text/markdown  '
		]);
	});

	test('of noise, whose PNG is large, is sent as WebP under a name that says so', async () => {
		const found = await page.evaluate(async () => {
			const canvas = Object.assign(document.createElement('canvas'), { width: 1000, height: 1000 });
			const context = canvas.getContext('2d')!;
			const noise = context.createImageData(1000, 1000);
			for (let i = 0; i < noise.data.length; i += 65_536) {
				crypto.getRandomValues(noise.data.subarray(i, i + 65_536));
			}
			context.putImageData(noise, 0, 0);
			const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
			const { name, mimeType, sizeBytes } = await window.prepareFile(
				new File([blob!], 'Noise.png', { type: 'image/png' })
			);
			return { name, mimeType, isSmaller: sizeBytes < blob!.size };
		});
		expect(found).toEqual({ name: 'Noise.webp', mimeType: 'image/webp', isSmaller: true });
	});
});
