import type { Project } from '../project.ts';
import type { Tables } from '../database.types.ts';

const REQUEST_TIMEOUT_MS = 15_000;

/** The row of the user's chat, as far as the launcher has a use for it. */
export type LauncherChat = Pick<
	Tables<'support_chats'>,
	| 'id'
	| 'unread_reply_count'
	| 'message_count'
	| 'last_message_sender'
	| 'last_message_sender_name'
	| 'last_message_preview'
>;

/** A chat, and how it was read. */
export interface FoundChat {
	chat: LauncherChat;
	response: Response;
	/** The token that it was read with. */
	accessToken: string;
}

export interface ReadChatOptions {
	project: Project;
	userId: string;
}

/** Requests the user's chat: the response's JSON is an array of at most one `LauncherChat`. */
export function requestChat(
	{ project, userId }: ReadChatOptions,
	accessToken: string
): Promise<Response> {
	const columns =
		'id,unread_reply_count,message_count,last_message_sender,last_message_sender_name,last_message_preview';
	return fetch(`${project.url}/rest/v1/support_chats?select=${columns}&user_id=eq.${userId}`, {
		headers: { apikey: project.publishableKey, authorization: `Bearer ${accessToken}` },
		signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS)
	});
}

/**
 * Calls `look` when the network or the page returns, and when another tab has made the chat.
 *
 * @param signal ends it
 */
export function onReasonToLook(look: () => void, signal: AbortSignal): void {
	window.addEventListener('online', look, { signal });
	window.addEventListener('pageshow', ({ persisted }) => persisted && look(), { signal });
	const isChat = ({ key }: StorageEvent) => key?.startsWith('support-chat:chat:');
	window.addEventListener('storage', (event) => isChat(event) && look(), { signal });
	document.addEventListener('visibilitychange', () => document.hidden || look(), { signal });
}
