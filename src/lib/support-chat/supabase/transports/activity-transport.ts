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
	/** Who uses it: the chat's owner, or a support admin. */
	side: SenderType;
}

/**
 * Typing and presence of one chat. The database sends nothing on this topic: all that comes was sent
 * by the chat's owner or by an admin, in whatever shape they liked, and is looked at before use.
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
					const told = toTyping(payload);
					if (told) listener.onTyping(told.sender, told.typing);
				}
			},
			// Without a key the server makes one: it names nobody.
			presence: { onPresent: (state) => listener.onUserHere(isUserPresent(state)) },
			onStatus: (status) => listener.onStatus(status)
		});
		return {
			wake: () => channel.wake(),
			close: () => channel.close(),
			tellTyping: (typing) => channel.send('typing', { sender_type: side, typing }),
			attend: (attending) => channel.track(attending ? { sender_type: side } : null)
		};
	}
}

/** What a `typing` event says; null when it makes no sense. */
export function toTyping(payload: unknown): { sender: SenderType; typing: boolean } | null {
	if (!isObject(payload)) return null;
	const { sender_type: sender, typing } = payload;
	const isSender = sender === 'user' || sender === 'admin';
	return isSender && typeof typing === 'boolean' ? { sender, typing } : null;
}

/** Whether a presence state has an entry of the user; entries that make no sense are none. */
export function isUserPresent(state: unknown): boolean {
	return Object.values(isObject(state) ? state : {}).some(
		(entries) =>
			Array.isArray(entries) &&
			entries.some((entry: unknown) => isObject(entry) && entry.sender_type === 'user')
	);
}
