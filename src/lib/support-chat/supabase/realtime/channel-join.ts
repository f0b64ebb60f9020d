import type { RealtimeChannel } from '@supabase/supabase-js';
import { ChatError } from '../../core/chat-error.ts';
import type { LiveChannelOptions, SystemMessage } from './live-channel-options.ts';

/** What becomes of a channel that was asked to join. */
export interface JoinListener {
	/** Once it is aborted, nothing below is called any more. */
	signal: AbortSignal;
	/** The server has let the channel join, for the first time or again. */
	onSubscribed(): void;
	/** What the database sends from now on arrives: the server has said so. */
	onStream(): void;
	/** An event of the database has arrived; called before it is handled. */
	onDatabaseEvent(): void;
	/** The server has closed the channel, which supabase-js then leaves alone. */
	onClosed(): void;
	/** The join failed, or a joined channel was lost. */
	onFailed(error: ChatError): void;
}

/** Asks to join a private channel, with the token that supabase-js has by now. */
export function joinChannel(
	{ client, topic, events, presence, fromDatabase }: LiveChannelOptions,
	listener: JoinListener
): RealtimeChannel {
	const { signal } = listener;
	const channel = client.channel(topic, {
		config: {
			private: true,
			...(presence && { presence: { key: presence.key ?? '' } }),
			...(fromDatabase && { broadcast: { replication_ready: true } })
		}
	});
	for (const [event, handle] of Object.entries(events)) {
		channel.on('broadcast', { event }, ({ payload }) => {
			if (signal.aborted) return;
			if (fromDatabase) listener.onDatabaseEvent();
			handle(payload as never);
		});
	}
	if (presence) {
		channel.on('presence', { event: 'sync' }, () => {
			if (!signal.aborted) presence.onPresent(channel.presenceState());
		});
	}
	if (fromDatabase) {
		channel.on('system', {}, ({ extension, status }: SystemMessage) => {
			if (!signal.aborted && extension === 'system' && status === 'ok') listener.onStream();
		});
	}
	channel.subscribe((status, error) => {
		if (signal.aborted) return;
		if (status === 'SUBSCRIBED') listener.onSubscribed();
		else if (status === 'CLOSED') listener.onClosed();
		else listener.onFailed(joinError(error));
	});
	return channel;
}

function joinError(error: Error | undefined): ChatError {
	const reason = error?.message ?? 'The channel did not answer';
	if (reason.startsWith('Unauthorized')) {
		return new ChatError(reason, { code: 'unauthorized', status: 403, cause: error });
	}
	if (/jwt|token/i.test(reason)) {
		return new ChatError(reason, { code: 'token', status: 401, cause: error });
	}
	return new ChatError(reason, { code: 'network', cause: error });
}
