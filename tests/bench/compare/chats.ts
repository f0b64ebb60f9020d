import type { BrowserContext } from '@playwright/test';
import { buildPage, serveFiles, servePages, type Files } from '../browser/serve-pages.ts';
import { startSignedIn, type SignedInUser } from '../browser/signed-in.ts';
import { installPackages, type InstalledPackages } from './packages.ts';
import { answerRocketChat, rocketChatFiles } from './rocket-chat.ts';
import type { Places } from './stopwatch.ts';

/** A chat on a page of its own. */
export interface ComparedChat extends Places {
	name: string;
	/** Selectors of the launcher and, if it is in one, of the frame. */
	button: string;
	frame?: string;
	/** Its page with so many messages. Signs in, where that is needed. */
	address(browser: BrowserContext, messages: number): Promise<string>;
	/** It can be given a history. */
	hasHistory: boolean;
}

const BUTTON = '[data-testid=chat-button]';
const FIELD = { button: BUTTON, field: ['textarea'], messages: ['li'] };

/** The others with a page in pages/, behind the bench's launcher. */
const OTHERS = [
	{
		name: 'deep-chat',
		field: ['deep-chat', '#text-input'],
		messages: ['deep-chat', '.outer-message-container, .inner-message-container']
	},
	{
		name: 'chatscope',
		field: ['.cs-message-input__content-editor'],
		messages: ['.cs-message__content']
	}
];

/** Ours first, then the floor and the others. */
export async function openChats(): Promise<{ chats: ComparedChat[]; stop(): Promise<void> }> {
	const packages = await installPackages();
	const pages = await servePages();
	const others = await serveOthers(packages);
	const signedIn = await startSignedIn(1);
	const users = new Map<number, Promise<SignedInUser>>();
	const of = (page: string, messages: number) =>
		`${others.origin}/${page}/page.html?count=${messages}`;
	return {
		chats: [
			{
				...{ name: 'ours', ...FIELD, hasHistory: true },
				async address(browser, messages) {
					if (!users.has(messages)) users.set(messages, signedIn.addUser(messages));
					const { query, enter } = await users.get(messages)!;
					const address = `${pages.address('widget')}?${query}`;
					await enter(browser, address);
					return address;
				}
			},
			{
				...{ name: 'an empty panel', ...FIELD, hasHistory: false },
				address: async () => pages.address('empty-panel')
			},
			...OTHERS.map((other) => ({
				...{ ...other, button: BUTTON, hasHistory: true },
				address: async (_: BrowserContext, messages: number) => of(other.name, messages)
			})),
			{
				...{ name: 'Rocket.Chat', button: 'button', frame: '#rocketchat-iframe' },
				...{ field: ['[contenteditable]'], messages: ['li'], hasHistory: false },
				address: async () => of('rocket-chat', 0)
			}
		],
		async stop() {
			await signedIn.stop();
			await others.stop();
			await pages.stop();
			await packages.remove();
		}
	};
}

async function serveOthers({ modules, rocketChat }: InstalledPackages) {
	const files: Files = await rocketChatFiles(rocketChat);
	for (const { name } of OTHERS) {
		const script = `../../compare/pages/${name}.ts`;
		for (const [path, content] of await buildPage(name, { script, modules }))
			files.set(path, content);
	}
	const served = await serveFiles(files);
	answerRocketChat(served.server);
	return served;
}
