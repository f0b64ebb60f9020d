import { describe, expect, test } from 'vitest';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { sourceFolder } from './source.ts';
import { SECTION, withSection } from './config-section.ts';

describe('the section of config.toml', () => {
	test.for([
		['no file', undefined, `project_id = "app"\n\n${SECTION}`],
		['an empty file', '', SECTION],
		['no newline at the end', 'a = 1', `a = 1\n\n${SECTION}`],
		['Windows line endings', 'a = 1\r\n', `a = 1\r\n\r\n${SECTION.replaceAll('\n', '\r\n')}`],
		[
			'another value, in quotes and with a comment',
			'[functions."support-reply-notification"] # x\nverify_jwt = true # y\n[z]\n',
			'[functions."support-reply-notification"] # x\nverify_jwt = false # y\n[z]\n'
		],
		[
			'no value',
			'[functions.support-reply-notification]\r\nenabled = true\r\n',
			'[functions.support-reply-notification]\r\nverify_jwt = false\r\nenabled = true\r\n'
		],
		['what is needed', SECTION, undefined]
	] as const)('with %s', ([, before, after]) => {
		expect(withSection(before, 'app')).toBe(after);
	});

	test.for([
		['an inline table', 'functions = { x = {} }', 'by hand'],
		['a mistake', 'a = = 1', 'supabase/config.toml:']
	] as const)('%s is left alone, with words', ([, before, words]) => {
		expect(() => withSection(before, 'app')).toThrow(words);
	});
});

test('is what the product’s own config.toml has', async () => {
	expect(await readFile(join(sourceFolder(), 'config.toml'), 'utf8')).toContain(SECTION);
});
