import type {
	ActivityHandle,
	ActivityListener,
	ActivityTransport,
	Participant
} from '../core/activity-ports.ts';
import type { SenderType } from '../core/message.ts';
import type { ChatClient } from './chat-client.ts';
import { openLiveChannel } from './live-channel.ts';

export interface ActivityTransportOptions {
	client: ChatClient;
	chatId: string;
	/** Whoever is signed in. */
	userId: string;
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
		const { client, chatId, userId, side } = this.#options;
		const channel = openLiveChannel({
			client,
			topic: `support_chat_activity:${chatId}`,
			events: {
				typing: (payload: unknown) => {
					const told = toTyping(payload);
					if (told) listener.onTyping(told.sender, told.typing);
				}
			},
			presence: {
				key: userId,
				onPresent: (state) => listener.onParticipants(toParticipants(state))
			},
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

/** Presence is told by anybody who may join; more than this is no chat any more. */
const MOST_PARTICIPANTS = 50;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** What a `typing` event says; null when it makes no sense. */
export function toTyping(payload: unknown): { sender: SenderType; typing: boolean } | null {
	if (!isObject(payload)) return null;
	const { sender_type: sender, typing } = payload;
	return isSenderType(sender) && typeof typing === 'boolean' ? { sender, typing } : null;
}

/** Who is present in a presence state; entries that make no sense are left out. */
export function toParticipants(state: unknown): Participant[] {
	if (!isObject(state)) return [];
	return Object.entries(state)
		.slice(0, MOST_PARTICIPANTS)
		.flatMap(([userId, entries]) => {
			const entry: unknown = Array.isArray(entries) ? entries[0] : null;
			const side = isObject(entry) ? entry.sender_type : null;
			return UUID.test(userId) && isSenderType(side) ? [{ userId, side }] : [];
		});
}

function isObject(value: unknown): value is Record<string, unknown> {
	return typeof value === 'object' && value !== null;
}

function isSenderType(value: unknown): value is SenderType {
	return value === 'user' || value === 'admin';
}
