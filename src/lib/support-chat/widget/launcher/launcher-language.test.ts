import { afterEach, expect, test, vi } from 'vitest';
import { ChatLanguage } from '../../languages/chat-language.ts';
import { loadLanguage } from './launcher-language.ts';

afterEach(() => vi.unstubAllGlobals());

async function read(chosen: string | undefined, languages: string[]) {
	vi.stubGlobal('navigator', { languages });
	const launcher = await loadLanguage(chosen);
	const chat = new ChatLanguage(await launcher.loadChat());
	expect([chat.tag, chat.dir]).toEqual([launcher.tag, launcher.dir]);
	return { open: launcher.texts.open, send: chat.texts.send, limit: chat.number(4000) };
}

const ENGLISH = { open: 'Open support chat', send: 'Send', limit: '4,000' };
const GERMAN = { open: 'Support-Chat öffnen', send: 'Senden', limit: '4.000' };

test("the browser's settings choose the language", async () => {
	expect(await read(undefined, ['en-US', 'de'])).toEqual(ENGLISH);
	expect(await read(undefined, ['de-DE', 'en'])).toEqual(GERMAN);
	expect(await read(undefined, ['nl', 'de'])).toEqual(GERMAN);
	expect(await read(undefined, ['nl'])).toEqual(ENGLISH);
	expect(await read(undefined, [])).toEqual(ENGLISH);
});

test("the app's choice takes precedence", async () => {
	expect(await read('de', ['en-US'])).toEqual(GERMAN);
	expect(await read('en', ['de-DE'])).toEqual(ENGLISH);
	expect(await read('nl', ['de-DE'])).toEqual(GERMAN);
	expect((await read('ar-EG', ['en-US'])).limit).toBe('٤٬٠٠٠');
});

test("numbers are written as in the reader's region", async () => {
	expect((await read('es', ['en-US', 'es-MX'])).limit).toBe('4,000');
	expect((await read('es', ['en-US'])).limit).toBe('4000');
});
