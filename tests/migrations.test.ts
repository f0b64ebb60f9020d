import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// The migrations are read as a text, from the first file to the last.

const FOLDER = join(import.meta.dirname, '../supabase/migrations');
const files = readdirSync(FOLDER)
	.sort()
	.map((name) => ({ name, sql: readFileSync(join(FOLDER, name), 'utf8') }));

const NAME = String.raw`(?:public|support_private)\.\w+`;
const CREATED = new RegExp(
	String.raw`create (?:or replace )?(?:function|table|view|type|text search configuration) (${NAME})`,
	'g'
);

/** SQL without its comments. */
function withoutComments(sql: string): string {
	return sql.replaceAll(/\/\*.*?\*\//gs, '').replaceAll(/--.*/g, '');
}

test('no migration uses what only a later one makes', () => {
	const madeIn = new Map<string, number>();
	files.forEach(({ sql }, index) => {
		for (const [, name = ''] of withoutComments(sql).matchAll(CREATED)) {
			if (!madeIn.has(name)) madeIn.set(name, index);
		}
	});
	expect(madeIn.size).toBeGreaterThan(90);

	const early = files.flatMap(({ name: file, sql }, index) =>
		[...new Set(withoutComments(sql).match(new RegExp(NAME, 'g')))]
			.filter((name) => (madeIn.get(name) ?? 0) > index)
			.map((name) => `${file} uses ${name} of ${files[madeIn.get(name) ?? 0]?.name}`)
	);
	expect(early).toEqual([]);
});

test('every function has a comment that says what it does', () => {
	const bare = files.flatMap(({ name: file, sql }) =>
		[...sql.matchAll(/(.*)\n *create (?:or replace )?function (\S+)\(/g)]
			.filter(([, before]) => before !== ' */')
			.map(([, , name]) => `${file}: ${name}`)
	);
	expect(bare).toEqual([]);
});
