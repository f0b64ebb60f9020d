import type {
	ActivityHandle,
	ActivityListener,
	ActivityTransport
} from '../../core/presence/activity-ports.ts';
import type { SenderType } from '../../core/message.ts';
import type { ChatClient } from '../chat-client.ts';
import { isObject } from '../is-object.ts';
import { openLiveChannel } from '../realtime/live-channel.ts';

export interface ActivityTransportOptions {
	client: ChatClient;
	chatId: string;
	/** The local side: the chat's owner or a support admin. */
	side: SenderType;
}

/**
 * Typing and presence of one chat. The database sends nothing on this topic: every event comes from the
 * chat's owner or an admin, is untrusted, and is validated before use.
 */
export class SupabaseActivityTransport implements ActivityTransport {
	readonly #options: ActivityTransportOptions;

	constructor(options: ActivityTransportOptions) {
		this.#options = options;
	}

	join(listener: ActivityListener): ActivityHandle {
		const { client, chatId, side } = this.#options;
		const channel = openLiveChannel({
			client,
			topic: `support_chat_activity:${chatId}`,
			events: {
				typing: (payload: unknown) => {
					const event = toTyping(payload);
					if (event) listener.onTyping(event.sender, event.typing);
				}
			},
			// Without a key the server generates one, which identifies nobody.
			presence: { onPresent: (state) => listener.onUserHere(isUserPresent(state)) },
			onStatus: (status) => listener.onStatus(status)
		});
		return {
			wake: () => channel.wake(),
			close: () => channel.close(),
			sendTyping: (typing) => channel.send('typing', { sender_type: side, typing }),
			attend: (attending) => channel.track(attending ? { sender_type: side } : null)
		};
	}
}

/** The content of a `typing` event; null when it is malformed. */
export function toTyping(payload: unknown): { sender: SenderType; typing: boolean } | null {
	if (!isObject(payload)) return null;
	const { sender_type: sender, typing } = payload;
	const isSender = sender === 'user' || sender === 'admin';
	return isSender && typeof typing === 'boolean' ? { sender, typing } : null;
}

/** Whether a presence state has an entry of the user; malformed entries are ignored. */
export function isUserPresent(state: unknown): boolean {
	return Object.values(isObject(state) ? state : {}).some(
		(entries) =>
			Array.isArray(entries) &&
			entries.some((entry: unknown) => isObject(entry) && entry.sender_type === 'user')
	);
}
