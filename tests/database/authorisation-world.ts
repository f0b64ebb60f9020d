import { randomUUID } from 'node:crypto';
import type { Caller, Database } from '../fixtures/database.ts';
import type { Person } from './authorisation.ts';
import { sendFiles, store } from './files.ts';
import { fillInternalTables } from './internal-rows.ts';

/** A chat of the owner's with a message from each side, so that there is something to see. */
export interface World {
	callers: Record<Person, Caller | 'anon' | 'service_role'>;
	/** Fills in `:owner`, `:chat` and so on. */
	fill(sql: string): string;
	/** The same in a plain text. */
	name(text: string): string;
}

/** Makes everybody who may come along, and a row in each table. */
export async function makeWorld(db: Database): Promise<World> {
	const { owner, other, guest, admin, newcomer, supportOwner, former } = await makePeople(db);
	const chat = await db.openChat(owner);
	const otherChat = await db.openChat(other);
	await db.openChat(guest);
	await db.openChat(former);
	const message = await write(db, { owner, admin, chat });
	const { adminId, otherNote } = await note(db, { admin, chat, otherChat });
	await fillInternalTables(db, other.id);
	const failedEmail = await db.value<string>(
		"update public.support_reply_notifications set status = 'failed' where chat_id = $1 returning id",
		[chat]
	);
	const ids: Record<string, string> = {
		...{ message, next: randomUUID(), failedEmail, adminId, chat, otherChat, otherNote },
		...{ owner: owner.id, other: other.id, admin: admin.id, newcomer: newcomer.id }
	};
	return {
		callers: {
			...{ visitor: 'anon', owner, 'other user': other, guest, admin },
			...{ 'support owner': supportOwner, 'former admin': former, service: 'service_role' }
		},
		fill: (sql) => sql.replace(/(?<!:):([a-z]\w*)/gi, (_, name: string) => `'${ids[name]}'::uuid`),
		name: (text) => text.replace(/:([a-z]\w*)/gi, (_, name: string) => ids[name]!)
	};
}

async function makePeople(db: Database) {
	const guest = { ...(await db.createUser()), is_anonymous: true };
	await db.rows('update auth.users set email = null, is_anonymous = true where id = $1', [
		guest.id
	]);
	const supportOwner = await db.createAdmin();
	await db.rows("update public.support_admins set role = 'owner' where user_id = $1", [
		supportOwner.id
	]);
	const former = await db.createAdmin();
	await db.rows('delete from public.support_admins where user_id = $1', [former.id]);
	const [owner, other] = [await db.createUser(), await db.createUser()];
	const [admin, newcomer] = [await db.createAdmin(), await db.createUser()];
	await db.rows("update auth.users set email = id || '@example.com' where id = $1", [newcomer.id]);
	return { owner, other, guest, admin, newcomer, supportOwner, former };
}

/** Fills the owner's chat. @returns the id of a message with a picture */
async function write(
	db: Database,
	{ owner, admin, chat }: { owner: Caller; admin: Caller; chat: string }
): Promise<string> {
	const message = randomUUID();
	const file = await store(db, `${chat}/${message}/a.png`, { owner });
	await store(db, `${file}.preview`, { owner, type: 'image/jpeg' });
	const attachments = [{ path: file, width: 1, height: 1 }];
	await sendFiles(db, owner, { id: message, chatId: chat, attachments });
	await db.send(owner, chat);
	await db.send(admin, chat);
	await db.as(owner, () => db.rows('select public.set_support_reply_emails(true)'));
	return message;
}

/** Writes what the team has for itself. @returns public id of the admin, and the id of the other chat's note */
async function note(
	db: Database,
	{ admin, chat, otherChat }: { admin: Caller; chat: string; otherChat: string }
): Promise<{ adminId: string; otherNote: string }> {
	const adminId = await db.value<string>(
		'select id from public.support_admins where user_id = $1',
		[admin.id]
	);
	const add = (chatId: string) =>
		db.value<string>(
			"insert into public.support_notes (chat_id, content) values ($1, 'Note') returning id",
			[chatId]
		);
	const [chatNote, otherNote] = await db.as(admin, async () => {
		await db.rows(
			"insert into public.support_saved_replies (title, content) values ('Hours', 'At 9.')"
		);
		return [await add(chat), await add(otherChat)];
	});
	const mention = [chatNote, adminId, chat];
	await db.rows('insert into public.support_mentions values ($1, $2, $3, now())', mention);
	await db.rows('insert into support_private.support_alert_tokens (admin_id) values ($1)', [
		adminId
	]);
	return { adminId, otherNote: otherNote! };
}
