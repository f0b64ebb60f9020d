import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CATALOGUE, loadInboxLanguage } from './catalogue.ts';
import { loadAlertTexts } from './alert-texts.ts';
import { launcher } from './en/launcher.ts';
import { loadFileTexts } from './file-texts.ts';
import { loadGuestTexts } from './guest-texts.ts';
import { loadSettingsTexts } from './settings-texts.ts';
import { LANGUAGES, type Language } from './language.ts';
import { Reader } from './reader.ts';
import { loadReportTexts } from './report-texts.ts';
import { loadLauncherLanguage } from './widget-catalogue.ts';

/** Arguments to try each text that is a function with; a new one needs an example here. */
const EXAMPLES: Record<string, (n: number) => unknown[]> = {
	openWithUnread: (n) => [n],
	tooLong: (n) => [n],
	rateLimited: (n) => [n],
	messageCount: (n) => [n],
	messages: (n) => [n],
	moreMessages: (n) => [n],
	unreadChats: (n) => [n],
	moreUnreadChats: (n) => [n],
	foundCount: (n) => [n],
	searchedSince: () => ['Sunday, 2 March'],
	typing: () => ['Ada'],
	titleOfChat: () => ['Ada'],
	titleOfArea: () => ['Reports'],
	conversationWith: () => ['Ada'],
	by: () => ['Ada'],
	guest: () => ['7F3K'],
	waiting: (n) => [n * 60_000],
	assignedTo: () => ['Ada'],
	yourself: () => ['Ada'],
	answeredMeanwhile: () => ['Ada'],
	conflict: () => [['Name', 'Address']],
	between: () => ['5 minutes', '7 days'],
	colorLike: () => ['red'],
	atLeast: () => ['1 day'],
	amountOf: () => ['Delay'],
	unitOf: () => ['Delay'],
	roleOf: () => ['Ada'],
	removeName: () => ['Ada'],
	removeQuestion: () => ['Ada'],
	added: () => ['Ada'],
	removed: () => ['Ada'],
	changed: () => ['Ada'],
	tries: (n) => [n],
	retryFor: () => ['ada@example.com'],
	eraseQuestion: () => ['Ada'],
	confirm: () => ['ada@example.com'],
	settings_changed: () => ['Ada'],
	admin_added: () => ['Ada', 'Grace'],
	admin_changed: () => ['Ada', 'Grace'],
	admin_removed: () => ['Ada', 'Grace'],
	data_exported: () => ['Ada', '7F3K'],
	data_erased: () => ['Ada', '7F3K'],
	email_retried: () => ['Ada'],
	pending: () => ['ada@example.com'],
	confirmed: () => ['ada@example.com'],
	archivedNow: () => ['Ada'],
	restoredNow: () => ['Ada'],
	listed: (n) => [n],
	unknownVariable: () => ['{{order}}'],
	gapQuestion: () => ['{{my_name}}'],
	edit: () => ['Hours'],
	delete: () => ['Hours'],
	deleted: () => ['Hours'],
	titleTooLong: (n) => [n],
	contentTooLong: (n) => [n],
	lastDays: (n) => [n],
	incomplete: () => ['March 2'],
	more: (n) => ['12%', n],
	fewer: (n) => ['12%', n],
	longer: (n) => ['12%', n],
	shorter: (n) => ['12%', n],
	same: (n) => [n],
	noneBefore: (n) => [n],
	dayOf: () => ['Replies'],
	spoken: () => ['Ada'],
	colleagueCount: (n) => [n],
	today: () => ['9:00'],
	tomorrow: () => ['9:00'],
	later: () => ['9:00', 'Monday'],
	remove: () => ['plan.pdf'],
	open: () => ['plan.pdf'],
	download: () => ['plan.pdf'],
	largest: () => ['10 MB'],
	tooMany: (n) => [n],
	place: () => ['2', '5'],
	addSpan: () => ['Monday'],
	removeSpan: () => ['Monday'],
	removeDay: () => ['Monday'],
	opens: () => ['Monday'],
	areOnline: people,
	viewing: people,
	writing: people
};

/** The named people, and how many more. */
function people(n: number): unknown[] {
	return [n === 1 ? ['Ada'] : ['Ada', 'Grace'], Math.max(0, n - 2)];
}

const COUNTS = [0, 1, 2, 3, 11, 100, 1_000];

/** Names of keys, which most keyboards share. */
const KEYS = ['keyEnter', 'keyEscape'];

/** Texts that are the same in English. */
const SAME: Partial<Record<Language, string[]>> = {
	de: ['by', 'support', 'chats', 'online', 'median', 'admin', 'admins', 'team'],
	es: ['no', 'by', 'chats'],
	fr: ['chats', 'message', 'messages', 'notifications', 'messageCount', 'minutes', 'note'],
	'pt-BR': ['by', 'chats', 'online']
};

/** Every text of a language by the path of its key, with functions called. */
async function textsOf(language: Language): Promise<Map<string, string[]>> {
	const reader = new Reader(language);
	const parts = CATALOGUE[language];
	const texts = {
		launcher: parts.launcher ? (await parts.launcher()).launcher(reader) : launcher(),
		chat: (await parts.chat()).chat(reader),
		guest: await loadGuestTexts(language),
		alerts: await loadAlertTexts(language),
		files: await loadFileTexts(reader),
		inbox: (await parts.inbox()).inbox(reader),
		reports: await loadReportTexts(reader),
		settings: await loadSettingsTexts(reader)
	};
	return new Map(flatten(texts, ''));
}

function flatten(value: object, path: string): [string, string[]][] {
	return Object.entries(value).flatMap(([key, text]: [string, unknown]) => {
		const here = `${path}${key}`;
		if (typeof text === 'string') return [[here, [text]]];
		if (typeof text === 'object' && text) return flatten(text, `${here}.`);
		const example = EXAMPLES[key];
		if (!example) throw new Error(`What is ${here} to be called with?`);
		return [[here, COUNTS.map((n) => (text as (...values: unknown[]) => string)(...example(n)))]];
	});
}

const english = await textsOf('en');

test('each language has a folder and is in the catalogue', () => {
	const folders = readdirSync(import.meta.dirname, { withFileTypes: true })
		.filter((entry) => entry.isDirectory())
		.map((entry) => entry.name);
	expect(folders.sort()).toEqual([...LANGUAGES].sort());
	expect(Object.keys(CATALOGUE).sort()).toEqual([...LANGUAGES].sort());
});

test.for([...LANGUAGES])('%s has every text that English has', async (tag) => {
	const texts = await textsOf(tag);
	expect([...texts.keys()].sort()).toEqual([...english.keys()].sort());
	for (const [key, variants] of texts) {
		for (const text of variants) {
			expect(text.trim(), key).toBe(text);
			expect(text, key).not.toMatch(/^$|undefined|NaN|\[object|#|\.\.\.|'|"/);
		}
	}
});

test.for(LANGUAGES.filter((tag) => tag !== 'en'))(
	'nothing in %s is left in English',
	async (tag) => {
		const untranslated = [...(await textsOf(tag))]
			.filter(([key, variants]) => variants.some((text) => english.get(key)?.includes(text)))
			.map(([key]) => key.split('.').at(-1));
		expect(
			untranslated.filter((key) => ![...(SAME[tag] ?? []), ...KEYS].includes(key ?? ''))
		).toEqual([]);
	}
);

test('numbers and plurals are those of the language', async () => {
	const count = async (tag: string, n: number) =>
		(await loadInboxLanguage([tag])).inbox.messageCount(n);
	expect(await count('en-US', 1)).toBe('1 message');
	expect(await count('en-US', 1_234)).toBe('1,234 messages');
	expect(await count('de-DE', 1_234)).toBe('1.234 Nachrichten');
	expect(await count('fr', 0)).toBe('0 message');
	expect(await Promise.all([0, 1, 2, 3, 11, 100].map((n) => count('ar-MA', n)))).toEqual([
		'لا رسائل',
		'رسالة واحدة',
		'رسالتان',
		'3 رسائل',
		'11 رسالة',
		'100 رسالة'
	]);
	expect(await count('ar-EG', 11)).toBe('١١ رسالة');
});

test('names who is viewing', async () => {
	const { viewing } = (await loadInboxLanguage(['en-US'])).inbox;
	expect(viewing(['Ada'], 0)).toBe('Ada is viewing this chat');
	expect(viewing(['Ada', 'Bob'], 0)).toBe('Ada and Bob are viewing this chat');
	expect(viewing(['Ada', 'Bob'], 2)).toBe('Ada, Bob, and 2 more are viewing this chat');
});

test('names who is writing a reply', async () => {
	const { writing } = (await loadInboxLanguage(['en-US'])).inbox;
	expect(writing(['Ada'], 0)).toBe('Ada is writing a reply…');
	expect(writing(['Ada', 'Bob'], 1)).toBe('Ada, Bob, and 1 more are writing a reply…');
});

test.each([
	['de', 1, 'Ada und 1 weitere Person sehen sich diesen Chat an'],
	['zh', 1, 'Ada和另外 1 人正在查看此聊天'],
	['zh', 0, 'Ada 正在查看此聊天'],
	['ar-MA', 1, '\u200fيطّلع على المحادثة: \u2068Ada\u2069 وشخص آخر'],
	['ar-MA', 3, '\u200fيطّلع على المحادثة: \u2068Ada\u2069 و3 أشخاص آخرين'],
	['ar-MA', 11, '\u200fيطّلع على المحادثة: \u2068Ada\u2069 و11 شخصًا آخر'],
	['ar-MA', 100, '\u200fيطّلع على المحادثة: \u2068Ada\u2069 و100 شخص آخر']
])('names in %s who is viewing, with %i others', async (tag, more, text) => {
	expect((await loadInboxLanguage([tag])).inbox.viewing(['Ada'], more)).toBe(text);
});

test('a name before Chinese text has a space after Latin letters only', async () => {
	const { texts } = await loadInboxLanguage(['zh-CN']);
	expect(texts.typing('Ada')).toBe('Ada 正在输入…');
	expect(texts.typing('客服')).toBe('客服正在输入…');
});

test('the tab of archived chats and the tag of one have separate texts', async () => {
	const words = async (tag: string) => {
		const { archived, isArchived } = (await loadInboxLanguage([tag])).inbox;
		return [archived, isArchived];
	};
	expect(await words('es')).toEqual(['Archivados', 'Archivado']);
	expect(await words('fr')).toEqual(['Archivés', 'Archivé']);
	expect(await words('pt')).toEqual(['Arquivados', 'Arquivado']);
	expect(await words('ar')).toEqual(['المؤرشفة', 'مؤرشفة']);
});

test("the sender is followed by the language's colon", async () => {
	const by = async (tag: string) => (await loadInboxLanguage([tag])).inbox.by('Ada');
	expect(await Promise.all(['en', 'fr', 'ja', 'zh'].map(by))).toEqual([
		'Ada:',
		'Ada\u00a0:',
		'Ada：',
		'Ada：'
	]);
});

test('the English launcher needs no loading', async () => {
	expect(await loadLauncherLanguage(['nl', 'en'])).toBeNull();
	expect((await loadLauncherLanguage(['nl', 'de-CH', 'en']))?.tag).toBe('de');
});
