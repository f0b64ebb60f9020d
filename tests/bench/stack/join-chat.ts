import { createClient, type SupabaseClient } from '@supabase/supabase-js';
import { sign } from 'hono/jwt';
import { JWT_SECRET } from '../../../supabase/local/keys.ts';

/** A user with a chat. */
export interface Person {
	userId: string;
	chatId: string;
}

export interface JoinChatOptions {
	/** The project's. */
	url: string;
	key: string;
	/** Called with the content of each message that arrives. */
	onMessage: (content: string) => void;
}

/** Joins a person's chat and waits until commits are delivered. Resolves with what leaves it. */
export async function joinChat(
	{ userId, chatId }: Person,
	{ url, key, onMessage }: JoinChatOptions
): Promise<() => Promise<void>> {
	const client = await clientOf(userId, { url, key });
	await client.realtime.setAuth();
	const channel = client.channel(`support_chat:${chatId}`, {
		config: { private: true, broadcast: { replication_ready: true } }
	});
	channel.on('broadcast', { event: 'new_message' }, ({ payload }) =>
		onMessage((payload as { message: { content: string } }).message.content)
	);
	await new Promise<void>((resolve, reject) => {
		channel.on('system', {}, ({ status, message }: { status: string; message: string }) =>
			status === 'ok' ? resolve() : reject(new Error(message))
		);
		channel.subscribe((status, error) => {
			if (status === 'CHANNEL_ERROR' || status === 'TIMED_OUT') reject(error ?? new Error(status));
		});
	});
	return async () => {
		await client.removeAllChannels();
		await client.realtime.disconnect();
	};
}

/** A client of its own for a user, with a token that lasts an hour. */
export async function clientOf(
	userId: string,
	{ url, key }: Pick<JoinChatOptions, 'url' | 'key'>
): Promise<SupabaseClient> {
	const exp = Math.floor(Date.now() / 1000) + 3600;
	const claims = { sub: userId, role: 'authenticated', aud: 'authenticated', exp };
	const token = await sign(claims, JWT_SECRET, 'HS256');
	return createClient(url, key, { accessToken: async () => token });
}
