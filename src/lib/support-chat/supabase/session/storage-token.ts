import { ChatError } from '../../core/chat-error.ts';
import type { ChatClient } from '../chat-client.ts';
import { tokenUserId } from './session-cookie.ts';

export interface StorageToken {
	value: string;
	/** Reports that the server rejected it as expired; false when another one would not help. */
	refuse(): boolean;
}

/**
 * The user's token for a request that supabase-js does not send.
 *
 * @throws ChatError when there is none at the moment, or it is another user's
 */
export async function currentStorageToken(
	client: ChatClient,
	userId: string
): Promise<StorageToken> {
	if (!client.hostToken) {
		// Checked by `bindAuth`.
		const { data, error } = await client.auth.getSession();
		if (error) throw error;
		const value = data.session!.access_token;
		return { value, refuse: () => client.auth.refuse?.(value) ?? false };
	}
	// The host is asked for each request anew.
	const value = await client.hostToken();
	if (value && tokenUserId(value) === userId) return { value, refuse: () => true };
	throw new ChatError('This page is not the signed-in user’s', {
		code: value ? 'other_user' : 'signed_out',
		status: 401
	});
}
