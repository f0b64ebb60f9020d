import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createUser, remove, secretClient, visitorClient } from '../fixtures/people.ts';

describe('auth', () => {
	test('signs up, in and out', async () => {
		const client = visitorClient();
		const person = { email: `${randomUUID()}@example.com`, password: randomUUID() };
		const signedUp = await client.auth.signUp(person);
		expect(signedUp.error).toBeNull();
		expect((await client.auth.signInWithPassword(person)).data.user?.email).toBe(person.email);
		const claims = await client.auth.getClaims();
		expect(claims.data?.claims).toMatchObject({
			sub: signedUp.data.user?.id,
			role: 'authenticated'
		});
		expect((await client.auth.signOut()).error).toBeNull();
		await secretClient().auth.admin.deleteUser(signedUp.data.user?.id ?? '');
	});

	test('refuses a wrong password', async () => {
		const person = await createUser();
		const { error } = await visitorClient().auth.signInWithPassword({
			email: person.email,
			password: 'wrong'
		});
		expect(error).toMatchObject({ status: 400, code: 'invalid_credentials' });
		await remove(person);
	});

	test('keeps the admin API from everybody without the secret key', async () => {
		const person = await createUser();
		const { error } = await person.client.auth.admin.deleteUser(person.id);
		expect(error?.status).toBeGreaterThanOrEqual(401);
		expect((await secretClient().auth.admin.getUserById(person.id)).data.user?.id).toBe(person.id);
		await remove(person);
		expect((await secretClient().auth.admin.getUserById(person.id)).error?.status).toBe(404);
	});
});
