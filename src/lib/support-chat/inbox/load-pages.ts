import type { SupabaseClient } from '@supabase/supabase-js';
import type { Admin } from '../core/admin.ts';
import { ChatError } from '../core/chat-error.ts';
import type { ChatSummary } from '../core/chat-summary.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import type { InboxPage } from '../supabase/transports/chat-list.ts';
import { InboxTransport } from '../supabase/transports/inbox-transport.ts';
import { problemOf, type MoveProblem } from './archive/move-problem.ts';
import { isChatId, readInboxAddress } from './inbox-address.ts';

// What the server of an app reads for the inbox's pages, so that they show before any script runs. Each
// function takes the client of one request, signed in as its user.

/** The user as a support admin, or null. This decides what is shown: the database checks each request. */
export function loadAdmin(client: SupabaseClient, userId: string): Promise<Admin | null> {
	return transport(client).findAdmin(userId);
}

/**
 * The chats that an address with these parameters lists to an admin, who is waited for only by the filter that needs
 * them. Wait for the admin before the chats: who is none may get an error here.
 *
 * @throws ChatError
 */
export async function loadList(
	client: SupabaseClient,
	params: URLSearchParams,
	admin: Promise<Admin>
): Promise<InboxPage> {
	const { tab, filter, shown } = readInboxAddress(params);
	const kind = { archived: tab === 'archived', filter, limit: shown };
	const mine = filter === 'mine' ? { adminId: (await admin).id } : {};
	return transport(client).listChats({ ...kind, ...mine });
}

/** A chat and all admins, or null when there is no chat with that id. @throws ChatError */
export async function loadChat(
	client: SupabaseClient,
	chatId: string
): Promise<{ chat: ChatSummary; admins: Admin[] } | null> {
	if (!isChatId(chatId)) return null;
	const inbox = transport(client);
	const [chat, admins] = await Promise.all([inbox.getChat(chatId), inbox.admins()]);
	return chat && { chat, admins };
}

/** Why a form did not move a chat, and the status to answer with. */
export interface FormProblem {
	status: number;
	problem: MoveProblem;
}

/** Archives the chat by the form of a page without JavaScript; null when that is done. */
export async function archiveByForm(
	client: SupabaseClient,
	chatId: string,
	request: Request
): Promise<FormProblem | null> {
	const form = await request.formData().catch(() => null);
	const upToSeq = form?.get('up_to_seq');
	if (typeof upToSeq !== 'string' || !/^\d{1,15}$/.test(upToSeq)) {
		return { status: 400, problem: 'failed' };
	}
	return problemIn(transport(client).archive(chatId, Number(upToSeq)));
}

/** Restores the chat; null when that is done. */
export function restoreByForm(client: SupabaseClient, chatId: string): Promise<FormProblem | null> {
	return problemIn(transport(client).unarchive(chatId));
}

async function problemIn(move: Promise<void>): Promise<FormProblem | null> {
	try {
		await move;
		return null;
	} catch (cause) {
		if (!(cause instanceof ChatError)) throw cause;
		return { status: cause.status || 503, problem: problemOf(cause) };
	}
}

/** Whatever tables the app's client is typed for. */
function transport(client: SupabaseClient): InboxTransport {
	return new InboxTransport(client as unknown as ChatClient);
}
