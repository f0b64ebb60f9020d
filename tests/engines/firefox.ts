import { existsSync } from 'node:fs';
import type { KeyInput } from 'puppeteer-core';
import type { Engine, Page, Settings } from './engine.ts';

// Not /usr/bin/firefox, which may be a snap and then cannot read the given profile.
const INSTALLED = [
	process.env.FIREFOX_PATH,
	'/usr/bin/firefox-esr',
	'/usr/lib/firefox/firefox',
	'/usr/lib64/firefox/firefox',
	'/Applications/Firefox.app/Contents/MacOS/firefox',
	'C:\\Program Files\\Mozilla Firefox\\firefox.exe'
];

/** The installed Firefox, over WebDriver BiDi. */
export const firefox: Engine = {
	name: 'Firefox',
	howToGet: () => (find() ? null : 'apt-get install firefox-esr, or set FIREFOX_PATH'),
	open
};

function find(): string | undefined {
	return INSTALLED.find((path) => path && existsSync(path));
}

async function open({ language, colours }: Settings): Promise<Page> {
	// Loaded only when needed.
	const { launch } = await import('puppeteer-core');
	const browser = await launch({
		browser: 'firefox',
		executablePath: find()!,
		headless: true,
		timeout: 60_000,
		defaultViewport: { width: 1200, height: 800 },
		extraPrefsFirefox: {
			'intl.accept_languages': language,
			'layout.css.prefers-color-scheme.content-override': colours === 'dark' ? 0 : 1
		}
	});
	// The initial page never gets the focus, without which Enter presses no button.
	const page = await browser.newPage();
	return {
		goto: async (address) => void (await page.goto(address)),
		evaluate: async (expression) => {
			const json = (await page.evaluate(`JSON.stringify(${expression})`)) as string | undefined;
			return json === undefined ? undefined : JSON.parse(json);
		},
		click: (x, y) => page.mouse.click(x, y),
		press: async (keys) => {
			for (const key of keys) await page.keyboard.press(key as KeyInput);
		},
		screenshot: () => page.screenshot(),
		close: () => browser.close()
	};
}
