import type { Page } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { secretClient } from '../../fixtures/people.ts';

/** An account whose e-mail, display name as an admin and one message are the payload. */
export interface Impostor {
	id: string;
	chatId: string;
	payload: string;
	/** The message as stored: the database removes control characters. */
	stored: string;
	/** The display name, cut to the database's limit. */
	name: string;
}

const MAX_NAME = 80;
const AT_ONCE = 8;

/**
 * Creates an admin account and an archived chat for each payload. Writes the addresses into
 * support_chats directly, since Supabase Auth accepts few of them. The messages are old, so that other
 * tests' chats are listed first.
 */
export async function createImpostors(payloads: readonly string[]): Promise<Impostor[]> {
	const secret = secretClient();
	const impostors: Impostor[] = [];
	for (let i = 0; i < payloads.length; i += AT_ONCE) {
		const made = payloads.slice(i, i + AT_ONCE).map(async (payload) => {
			const email = `impostor-${randomUUID()}@example.com`;
			const { data, error } = await secret.auth.admin.createUser({ email, email_confirm: true });
			if (error) throw error;
			const name = [...payload].slice(0, MAX_NAME).join('');
			return { id: data.user.id, chatId: randomUUID(), payload, stored: payload, name };
		});
		impostors.push(...(await Promise.all(made)));
	}
	const admins = impostors.map(({ id, name }) => ({ user_id: id, display_name: name }));
	await secret.from('support_admins').insert(admins).throwOnError();
	const chats = impostors.map(({ id, chatId, payload }) => ({
		id: chatId,
		user_id: id,
		user_email: payload
	}));
	await secret.from('support_chats').insert(chats).throwOnError();
	const messages = impostors.map(({ chatId, payload }) => ({
		chat_id: chatId,
		content: payload,
		created_at: '2024-01-29T12:00:00Z'
	}));
	const { data } = await secret
		.from('support_messages')
		.insert(messages)
		.select('chat_id, content')
		.throwOnError();
	for (const impostor of impostors) {
		const row = data.find(({ chat_id }) => chat_id === impostor.chatId);
		impostor.stored = row?.content ?? '';
	}
	for (const some of pages(impostors)) {
		await secret
			.from('support_chats')
			.update({ archived_at: '2024-01-30T12:00:00Z' })
			.in('id', some)
			.throwOnError();
	}
	return impostors;
}

/** Deletes the accounts and all their data. */
export async function removeImpostors(impostors: readonly Impostor[]): Promise<void> {
	for (let i = 0; i < impostors.length; i += AT_ONCE) {
		const some = impostors.slice(i, i + AT_ONCE);
		await Promise.all(some.map(({ id }) => secretClient().auth.admin.deleteUser(id)));
	}
}

/**
 * Records what a page must never do: open a dialog or popup, or send a request to another origin.
 *
 * @param friends origins that it may send requests to
 */
export function watchEscapes(page: Page, friends: readonly string[]): string[] {
	const escapes: string[] = [];
	page.on('dialog', (dialog) => {
		escapes.push(`dialog: ${dialog.message()}`);
		void dialog.dismiss();
	});
	page.on('request', (request) => {
		const { origin } = new URL(request.url());
		if (!friends.includes(origin)) escapes.push(`request: ${request.url()}`);
	});
	page.on('popup', (popup) => escapes.push(`popup: ${popup.url()}`));
	return escapes;
}

/** Chat ids in batches that fit into a URL. */
function pages(impostors: readonly Impostor[]): string[][] {
	const ids = impostors.map(({ chatId }) => chatId);
	return [ids.slice(0, 100), ids.slice(100)];
}
