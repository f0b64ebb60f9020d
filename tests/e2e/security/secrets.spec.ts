import { cp, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { environment } from '../../fixtures/environment.ts';
import { findSecrets, secretsIn, SECRET_SIGNS } from '../../fixtures/find-secrets.ts';
import { expect, test } from '../support/test.ts';

const BUILD = join(import.meta.dirname, '..', '..', '..', 'build');
/** Supabase's default, the same on every local stack. */
const LOCAL_JWT_SECRET = 'super-secret-jwt-token-with-at-least-32-characters-long';

const values = [environment.secretKey, environment.dbUrl, LOCAL_JWT_SECRET];
const signs = [...SECRET_SIGNS, ...values];

test('no client file contains a secret', () => {
	expect(findSecrets(join(BUILD, 'client'), signs)).toEqual([]);
});

test('the server build contains no secret of the build machine', () => {
	expect(findSecrets(join(BUILD, 'server'), values)).toEqual([]);
});

test('no page or data response contains a secret', async ({ adminContext }) => {
	for (const path of ['/', '/__data.json', '/admin', '/admin/__data.json', '/nothing-here']) {
		const answer = await adminContext.request.get(path);
		expect(secretsIn(await answer.text(), signs), path).toEqual([]);
		expect(secretsIn(JSON.stringify(answer.headers()), signs), path).toEqual([]);
	}
});

test('the check finds every kind of secret in a bundle, also compressed', async () => {
	const folder = await mkdtemp(join(tmpdir(), 'bundle-'));
	await cp(join(BUILD, 'client'), folder, { recursive: true });
	const claims = Buffer.from('{"iss":"supabase","role":"service_role"}').toString('base64url');
	const planted = [
		environment.secretKey,
		'sb_secret_abcdefghijklmnop',
		'{role:"service_role"}',
		`eyJhbGciOiJIUzI1NiJ9.${claims}.x`,
		'env.SUPABASE_SECRET_KEY',
		LOCAL_JWT_SECRET,
		're_AbCdEfGh_0123456789abcdef',
		'postgresql://postgres:postgres@db.example:5432/postgres',
		'-----BEGIN PRIVATE KEY-----'
	];
	const [script] = (await readdir(folder, { recursive: true })).filter((file) =>
		/\.js$/.test(file)
	);
	for (const secret of planted) {
		await writeFile(join(folder, script!), `export const a='${secret}'`);
		expect(findSecrets(folder, signs), secret).not.toEqual([]);
	}
	await writeFile(join(folder, script!), '');
	await writeFile(join(folder, 'other.js.gz'), gzipSync(planted[0]!));
	expect(findSecrets(folder, values)).toEqual([expect.stringContaining('other.js.gz')]);
	await rm(folder, { recursive: true });
});
