import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { topics, type Person as Who } from '../database/authorisation.ts';
import { join } from '../fixtures/channels.ts';
import { environment } from '../fixtures/environment.ts';
import {
	createAdmin,
	createUser,
	openChat,
	remove,
	secretClient,
	visitorClient,
	type Client,
	type Person
} from '../fixtures/people.ts';

let owner: Person;
let other: Person;
let admin: Person;
let former: Person;
let chatId: string;
let callers: Partial<Record<Who, Client>>;
beforeAll(async () => {
	[owner, other, admin, former] = await Promise.all([
		createUser(),
		createUser(),
		createAdmin(),
		createAdmin()
	]);
	[chatId] = (await Promise.all([owner, other].map(openChat))) as [string, string];
	await removeAdmin(former);
	callers = {
		visitor: visitorClient(),
		owner: owner.client,
		'other user': other.client,
		admin: admin.client,
		'former admin': former.client
	};
});
afterAll(async () => {
	await callers.visitor?.removeAllChannels();
	await Promise.all([owner, other, admin, former].map(remove));
});

async function removeAdmin(person: Person): Promise<void> {
	const { error } = await secretClient().from('support_admins').delete().eq('user_id', person.id);
	if (error) throw error;
}

describe('over the socket', () => {
	// Realtime lets a refused client wait for five seconds: everybody at once, each topic by topic.
	test('exactly those join a topic who may receive something on it', async () => {
		const wrong: string[] = [];
		const visit = async (who: Who, client: Client) => {
			for (const [kind, rights] of Object.entries(topics)) {
				const joined = await canJoin(client, kind);
				const may = [...rights.broadcast, ...rights.presence].includes(who);
				if (joined !== may) wrong.push(`${who} ${joined ? 'joined' : 'did not join'} ${kind}`);
			}
			await client.removeAllChannels();
		};
		await Promise.all(Object.entries(callers).map(([who, client]) => visit(who as Who, client)));
		expect(wrong).toEqual([]);
	}, 90_000);
});

async function canJoin(client: Client, kind: string): Promise<boolean> {
	const topic = kind.startsWith('support_chat') ? `${kind}:${chatId}` : kind;
	try {
		await join(client, topic, { presence: { enabled: true } });
		return true;
	} catch (error) {
		expect((error as Error).message).toMatch(/^"?Unauthorized/);
		return false;
	}
}

describe('over REST', () => {
	test('the private schema does not exist', async () => {
		for (const key of [environment.publishableKey, environment.secretKey]) {
			for (const path of ['support_email_preferences', 'rpc/is_support_admin']) {
				const response = await fetch(`${environment.url}/rest/v1/${path}`, {
					headers: {
						apikey: key,
						'accept-profile': 'support_private',
						'content-profile': 'support_private'
					}
				});
				expect(response.status, await response.text()).toBeGreaterThanOrEqual(400);
			}
		}
	});

	test('a token that somebody has altered is nobody’s', async () => {
		const { data } = await owner.client.auth.getSession();
		const [header, payload = '', signature] = (data.session?.access_token ?? '').split('.');
		const claims = JSON.parse(Buffer.from(payload, 'base64url').toString());
		const forge = (changes: object) =>
			Buffer.from(JSON.stringify({ ...claims, ...changes })).toString('base64url');
		const none = Buffer.from('{"alg":"none","typ":"JWT"}').toString('base64url');
		for (const token of [
			`${header}.${forge({ sub: admin.id })}.${signature}`,
			`${header}.${forge({ role: 'service_role' })}.${signature}`,
			`${none}.${forge({ role: 'service_role' })}.`,
			`${none}.${payload}.`
		]) {
			const response = await fetch(`${environment.url}/rest/v1/support_chats`, {
				headers: { apikey: environment.publishableKey, authorization: `Bearer ${token}` }
			});
			expect(response.status, await response.text()).toBe(401);
		}
	});
});
