import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import packageJson from '../package.json' with { type: 'json' };
import released from './database/released-migrations.json' with { type: 'json' };

// What was released is in other people's databases: its migrations are never edited, only added to.

const FOLDER = join(import.meta.dirname, '..', 'supabase/migrations');
const files = readdirSync(FOLDER)
	.filter((file) => file.endsWith('.sql'))
	.sort();

// Line endings may differ by the way a project was checked out.
const checksum = (file: string) =>
	createHash('sha256')
		.update(readFileSync(join(FOLDER, file), 'utf8').replaceAll('\r\n', '\n'))
		.digest('hex');

test.for(Object.entries(released))('the migrations of %s are as they were released', ([, sums]) => {
	const now = Object.fromEntries(Object.keys(sums).map((file) => [file, checksum(file)]));
	expect(now).toEqual(sums);
});

test('a newer migration is applied after all released ones', () => {
	const known = Object.values(released).flatMap((sums) => Object.keys(sums));
	expect(files.slice(0, known.length)).toEqual(known.toSorted());
});

const changelog = readFileSync(join(FOLDER, '../../CHANGELOG.md'), 'utf8');
const hasUnreleasedChanges = /^## \[Unreleased\]\s+###/m.test(changelog);

test('a version has its migrations written down when it is released', () => {
	const versions = Object.keys(released);
	expect(versions).toContain(packageJson.version);
	if (versions.at(-1) !== packageJson.version || hasUnreleasedChanges) return;
	expect(files).toEqual(
		Object.values(released)
			.flatMap((sums) => Object.keys(sums))
			.toSorted()
	);
});
