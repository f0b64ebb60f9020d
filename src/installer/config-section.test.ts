import { describe, expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceFolder } from './source.ts';
import { SECTIONS, withSections } from './config-section.ts';

const MAILS = '[functions.support-reply-notification]\nverify_jwt = false\n';
const REMOVAL = '[functions.support-attachment-removal]\nverify_jwt = false\n';

describe('the sections of config.toml', () => {
	test.for([
		['no file', undefined, `project_id = "app"\n\n${SECTIONS}`],
		['an empty file', '', SECTIONS],
		['no newline at the end', 'a = 1', `a = 1\n\n${SECTIONS}`],
		['Windows line endings', 'a = 1\r\n', `a = 1\r\n\r\n${SECTIONS.replaceAll('\n', '\r\n')}`],
		[
			'another value, in quotes and with a comment',
			`[functions."support-reply-notification"] # x\nverify_jwt = true # y\n[z]\n\n${REMOVAL}`,
			`[functions."support-reply-notification"] # x\nverify_jwt = false # y\n[z]\n\n${REMOVAL}`
		],
		[
			'no value',
			`${REMOVAL}[functions.support-reply-notification]\r\nenabled = true\r\n`,
			`${REMOVAL}[functions.support-reply-notification]\r\nverify_jwt = false\r\nenabled = true\r\n`
		],
		['the section of the mails only', MAILS, `${MAILS}\n${REMOVAL}`],
		['what is needed', SECTIONS, undefined]
	] as const)('with %s', ([, before, after]) => {
		expect(withSections(before, 'app')).toBe(after);
	});

	test.for([
		['an inline table', 'functions = { x = {} }', 'by hand'],
		['a mistake', 'a = = 1', 'supabase/config.toml:']
	] as const)('%s is left alone, with words', ([, before, words]) => {
		expect(() => withSections(before, 'app')).toThrow(words);
	});
});

test.for([MAILS, REMOVAL])('%s is what the product’s own config.toml has', async (section) => {
	expect(await readFile(join(sourceFolder(), 'config.toml'), 'utf8')).toContain(section);
});
