import type { ChatError } from '../../core/chat-error.ts';
import type { ChannelHandle, ChannelStatus } from '../../core/ports.ts';
import type { ChatClient } from '../chat-client.ts';

/** What a private channel listens to. */
export interface LiveChannelOptions {
	client: ChatClient;
	/** Without the `realtime:` prefix. At most one open handle for a topic and client. */
	topic: string;
	/** Broadcast events by name, with what to do with their payload. */
	events: Record<string, (payload: never) => void>;
	/**
	 * The database sends on this topic: `onStatus` says 'joined' when what it sends from now on arrives.
	 * A server that was at rest, or lost its database, lets a channel join before it streams.
	 */
	fromDatabase?: boolean;
	/** Left out, the server is not asked for presence. */
	presence?: {
		/** Joins all that one person has open; without it, each channel is a person of its own. */
		key?: string;
		/** Who is present, by key, as they say themselves; after each change. */
		onPresent(state: Record<string, unknown>): void;
	};
	onStatus(status: ChannelStatus, error?: ChatError): void;
}

export interface LiveChannelHandle extends ChannelHandle {
	/** Broadcasts to the others; lost while the channel is not joined. */
	send(event: string, payload: object): void;
	/** Is present with this payload, again after each join, or for null no longer. */
	track(payload: object | null): void;
}

/** What Realtime says that no call has asked for. */
export interface SystemMessage {
	extension: string;
	status: string;
}
