import { execFile } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { findFreePort } from '../fixtures/free-port.ts';
import { Child } from './child.ts';
import type { Engine, Page, Settings } from './engine.ts';
import { WebDriverSession } from './web-driver.ts';

// WebKitGTK's MiniBrowser on a virtual screen. It lacks what is specific to Safari.

const BROWSERS = '/usr/{lib,lib/*,lib64,libexec}/webkit2gtk-4.1/MiniBrowser';
const PROGRAMS = ['WebKitWebDriver', 'Xvfb', 'localedef'];
/** The Arabic locale, and its source. */
const LOCALE = 'ar_AE';
const LOCALE_SOURCE = `/usr/share/i18n/locales/${LOCALE}`;

/** The installed WebKitGTK, over WebDriver. */
export const webkit: Engine = {
	name: 'WebKit',
	howToGet: () =>
		globSync(BROWSERS).length > 0 && PROGRAMS.every(isOnPath) && existsSync(LOCALE_SOURCE)
			? null
			: 'apt-get install webkit2gtk-driver xvfb locales, on Linux',
	open
};

function isOnPath(program: string): boolean {
	const folders = (process.env.PATH ?? '').split(delimiter);
	return folders.some((folder) => existsSync(join(folder, program)));
}

async function open(settings: Settings): Promise<Page> {
	const cleanups: (() => Promise<unknown>)[] = [];
	const close = async () => {
		// A crashed browser cannot end its session; the other cleanups still run.
		for (const cleanup of cleanups.reverse()) await cleanup().catch(() => {});
	};
	try {
		const folder = await mkdtemp(join(tmpdir(), 'webkit-'));
		cleanups.push(() => rm(folder, { recursive: true, force: true }));
		const screen = new Child('Xvfb', [
			...['-displayfd', '3', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp']
		]);
		cleanups.push(() => screen.stop());
		const port = await findFreePort();
		const driver = new Child('WebKitWebDriver', [`--port=${port}`], {
			DISPLAY: `:${await screen.output}`,
			// Neither the developer's Wayland screen nor an accessibility bus.
			GDK_BACKEND: 'x11',
			NO_AT_BRIDGE: '1',
			...(await localeOf(settings.language, folder))
		});
		cleanups.push(() => driver.stop());
		const session = await startSession(driver, port, settings);
		cleanups.push(() => session.end());
		return pageOf(session, close);
	} catch (error) {
		await close();
		throw error;
	}
}

/** Environment for a language: WebKitGTK takes it from the locale, which has to exist. */
async function localeOf(
	language: Settings['language'],
	folder: string
): Promise<Record<string, string>> {
	// Is reported as American English.
	if (language === 'en') return { LC_ALL: 'C', LANGUAGE: '' };
	const name = `${LOCALE}.UTF-8`;
	await promisify(execFile)('localedef', ['-i', LOCALE, '-f', 'UTF-8', join(folder, name)]);
	return { LOCPATH: folder, LC_ALL: name, LANGUAGE: '' };
}

const PATIENCE_MS = 15_000;

async function startSession(
	driver: Child,
	port: number,
	{ colours }: Settings
): Promise<WebDriverSession> {
	const url = `http://127.0.0.1:${port}`;
	const deadline = Date.now() + PATIENCE_MS;
	for (;;) {
		driver.expectAlive();
		if (
			await fetch(`${url}/status`).then(
				({ ok }) => ok,
				() => false
			)
		)
			break;
		if (Date.now() > deadline) throw new Error('WebKitWebDriver does not respond.');
		await sleep(20);
	}
	const args = ['--automation', ...(colours === 'dark' ? ['--dark-mode'] : [])];
	return WebDriverSession.start(url, {
		'webkitgtk:browserOptions': { binary: globSync(BROWSERS)[0], args }
	});
}

/** Codes of non-printing keys: https://www.w3.org/TR/webdriver2/#keyboard-actions */
const KEYS: Record<string, string> = { Enter: '\uE007', Escape: '\uE00C' };

function pageOf(session: WebDriverSession, close: () => Promise<void>): Page {
	const act = async (source: object) => void (await session.post('actions', { actions: [source] }));
	return {
		goto: async (url) => void (await session.post('url', { url })),
		evaluate: (expression) =>
			session.post('execute/sync', { script: `return ${expression}`, args: [] }),
		click: (x, y) =>
			act({
				...{ type: 'pointer', id: 'mouse' },
				actions: [
					{ type: 'pointerMove', x: Math.round(x), y: Math.round(y) },
					{ type: 'pointerDown', button: 0 },
					{ type: 'pointerUp', button: 0 }
				]
			}),
		press: (keys) =>
			act({
				...{ type: 'key', id: 'keyboard' },
				actions: keys
					.map((key) => KEYS[key] ?? key)
					.flatMap((value) => [
						{ type: 'keyDown', value },
						{ type: 'keyUp', value }
					])
			}),
		screenshot: async () => Buffer.from((await session.get('screenshot')) as string, 'base64'),
		close
	};
}
