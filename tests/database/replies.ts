import { expect } from 'vitest';
import type { Caller, Database } from '../fixtures/database.ts';
import {
	dispatch,
	lastClaim,
	letPass,
	notifications,
	takeFromQueue,
	type Claim,
	type Notification
} from './outbox.ts';

// Replies of an admin in the chat of a user, and what is to be mailed of them.

/** A user with a chat, and an admin. */
export async function people(
	db: Database
): Promise<{ user: Caller; admin: Caller; chatId: string }> {
	const [user, admin] = [await db.createUser(), await db.createAdmin()];
	return { user, admin, chatId: await db.openChat(user) };
}

/** Marks the replies up to this one as read. */
export function read(
	db: Database,
	user: Caller,
	chatId: string,
	upToSeq: number
): Promise<unknown> {
	const sql = 'select public.mark_support_chat_read($1, $2)';
	return db.as(user, () => db.value(sql, [chatId, upToSeq]));
}

/** The chat's notification, of which there is one. */
export async function only(db: Database, chatId: string): Promise<Notification> {
	const rows = await notifications(db, chatId);
	expect(rows).toHaveLength(1);
	return rows[0]!;
}

/** Claims the chat's notification, whose earlier request was sent, and returns it with the claim. */
export async function claim(
	db: Database,
	chatId: string
): Promise<Notification & { claim: Claim }> {
	await takeFromQueue(db, chatId);
	await letPass(db, chatId, '1 hour');
	await dispatch(db);
	const last = (await notifications(db, chatId)).at(-1)!;
	expect(last.status).toBe('sending');
	return { ...last, claim: await lastClaim(db, last.id) };
}
