import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { findFreePortBase } from '../../../supabase/local/ports.ts';
import { startStack, type Stack } from '../../../supabase/local/stack.ts';
import { mailsTo } from '../../email/mailbox.ts';

let stack: Stack;
let database: pg.Client;

/** Starts a stack with settings of config.toml changed. */
async function start(settings: Record<string, unknown>): Promise<void> {
	stack = await startStack({ portBase: await findFreePortBase(29700), fresh: true, settings });
	database = new pg.Client({ connectionString: stack.dbUrl });
	await database.connect();
}

async function stop(): Promise<void> {
	await database.end();
	await stack.stop();
}

function visitor(): SupabaseClient {
	return createClient(stack.url, stack.publishableKey, {
		auth: { persistSession: false, autoRefreshToken: false }
	});
}

async function guest(): Promise<{ client: SupabaseClient; id: string }> {
	const client = visitor();
	const { data, error } = await client.auth.signInAnonymously();
	if (error) throw error;
	return { client, id: data.user?.id ?? '' };
}

async function claims(client: SupabaseClient): Promise<Record<string, unknown>> {
	const token = (await client.auth.getSession()).data.session?.access_token ?? '';
	return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
}

/** The token in the last mail to an address. */
async function mailedToken(address: string): Promise<string | undefined> {
	process.env.TEST_MAILBOX_URL = stack.mailboxUrl;
	const [mail] = await mailsTo(address);
	return mail?.html.match(/token_hash=([\w-]+)/)?.[1];
}

// A machine under load starts a stack in some ten seconds.
const START_MS = 60_000;

describe('anonymous sign-in', () => {
	beforeAll(
		() =>
			start({
				'auth.enable_anonymous_sign_ins': true,
				'auth.email.enable_confirmations': true,
				'auth.email.max_frequency': '1h',
				'auth.rate_limit.anonymous_users': 10
			}),
		START_MS
	);
	afterAll(stop);

	test('creates an account without address, metadata of the app and identity', async () => {
		const client = visitor();
		const { data, error } = await client.auth.signInAnonymously({ options: { data: { a: 1 } } });
		expect(error).toBeNull();
		expect(data.user).toMatchObject({
			role: 'authenticated',
			email: '',
			phone: '',
			app_metadata: {},
			user_metadata: { a: 1 },
			identities: [],
			is_anonymous: true
		});
		expect(await claims(client)).toMatchObject({
			sub: data.user?.id,
			role: 'authenticated',
			email: '',
			app_metadata: {},
			is_anonymous: true,
			amr: [{ method: 'anonymous' }]
		});
		const { rows } = await database.query(
			`select email, is_anonymous, raw_app_meta_data, (
				select count(*)::integer from auth.identities as identity where identity.user_id = account.id
			) as identities
			from auth.users as account where id = $1`,
			[data.user?.id]
		);
		expect(rows).toEqual([
			{ email: null, is_anonymous: true, raw_app_meta_data: {}, identities: 0 }
		]);
	});

	test('keeps the guest a guest when the session is renewed', async () => {
		const { client, id } = await guest();
		const { data, error } = await client.auth.refreshSession();
		expect(error).toBeNull();
		expect(data.user).toMatchObject({ id, is_anonymous: true });
		expect(await claims(client)).toMatchObject({ sub: id, is_anonymous: true });
		expect((await client.auth.getUser()).data.user).toMatchObject({ id, is_anonymous: true });
		const chat = await client.rpc('get_or_create_support_chat');
		expect(chat.data).toMatchObject({ user_id: id, user_email: null });
	});

	test('adds an address by its confirmation, which keeps the id and ends the anonymity', async () => {
		const { client, id } = await guest();
		const asked = await client.auth.updateUser({ email: 'Grace@example.com' });
		expect(asked.error).toBeNull();
		expect(asked.data.user).toMatchObject({
			id,
			email: '',
			new_email: 'grace@example.com',
			is_anonymous: true
		});
		const { rows } = await database.query('select email from auth.users where id = $1', [id]);
		expect(rows).toEqual([{ email: null }]);

		const token_hash = (await mailedToken('grace@example.com')) ?? '';
		const elsewhere = visitor();
		const confirmed = await elsewhere.auth.verifyOtp({ type: 'email_change', token_hash });
		expect(confirmed.error).toBeNull();
		expect(confirmed.data.user).toMatchObject({
			id,
			email: 'grace@example.com',
			is_anonymous: false,
			app_metadata: { provider: 'email', providers: ['email'] }
		});
		expect(await claims(elsewhere)).toMatchObject({ sub: id, is_anonymous: false });
		await client.auth.refreshSession();
		expect(await claims(client)).toMatchObject({
			sub: id,
			email: 'grace@example.com',
			is_anonymous: false
		});
	});

	test('refuses addresses as the platform does', async () => {
		const { client } = await guest();
		const { auth } = client;
		expect((await auth.updateUser({ password: 'long enough' })).error).toMatchObject({
			status: 422,
			code: 'validation_failed'
		});
		expect((await auth.updateUser({ email: 'no address' })).error).toMatchObject({
			status: 400,
			code: 'validation_failed'
		});
		expect((await auth.updateUser({ email: 'user@example.com' })).error).toMatchObject({
			status: 422,
			code: 'email_exists'
		});
		expect((await auth.updateUser({ email: 'first@example.com' })).error).toBeNull();
		expect((await auth.updateUser({ email: 'second@example.com' })).error).toMatchObject({
			status: 429,
			code: 'over_email_send_rate_limit'
		});
		expect(await mailedToken('second@example.com')).toBeUndefined();
	});

	test('limits the sign-ins of an IP address', async () => {
		let refusal;
		for (let count = 0; count < 11 && !refusal; count++) {
			refusal = (await visitor().auth.signInAnonymously()).error;
		}
		expect(refusal).toMatchObject({ status: 429, code: 'over_request_rate_limit' });
	});
});

describe('settings', () => {
	afterEach(stop);

	test('refuse anonymous sign-ins unless they are enabled', async () => {
		await start({});
		const { error } = await visitor().auth.signInAnonymously();
		expect(error).toMatchObject({ status: 422, code: 'anonymous_provider_disabled' });
	});

	test('confirm the address of a guest at once when confirmations are off', async () => {
		await start({ 'auth.enable_anonymous_sign_ins': true });
		const { client, id } = await guest();
		const { data, error } = await client.auth.updateUser({ email: 'ada@example.com' });
		expect(error).toBeNull();
		expect(data.user).toMatchObject({ id, email: 'ada@example.com', is_anonymous: false });
		expect(await mailedToken('ada@example.com')).toBeUndefined();
		await client.auth.refreshSession();
		expect(await claims(client)).toMatchObject({ email: 'ada@example.com', is_anonymous: false });
	});

	test('refuse new accounts altogether', async () => {
		await start({ 'auth.enable_anonymous_sign_ins': true, 'auth.enable_signup': false });
		const { error } = await visitor().auth.signInAnonymously();
		expect(error).toMatchObject({ status: 422, code: 'signup_disabled' });
	});
});
