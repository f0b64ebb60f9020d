import type {
	DeskHandle,
	DeskListener,
	DeskTransport,
	PresentAdmin
} from '../../core/presence/activity-ports.ts';
import type { ChatClient } from '../chat-client.ts';
import { isObject } from '../is-object.ts';
import { openLiveChannel } from '../realtime/live-channel.ts';

/**
 * Which chat each admin views. Only admins may join the topic; their presence is still validated before
 * use, and names come from the database.
 */
export class SupabaseDeskTransport implements DeskTransport {
	readonly #client: ChatClient;
	readonly #adminId: string;

	/** @param adminId public id of the admin whose page this is */
	constructor(client: ChatClient, adminId: string) {
		this.#client = client;
		this.#adminId = adminId;
	}

	join(listener: DeskListener): DeskHandle {
		const channel = openLiveChannel({
			client: this.#client,
			topic: 'support_desk',
			events: {},
			// Without a key each page has its own presence, so one admin can be in several chats.
			presence: { onPresent: (state) => listener.onAdmins(toPresentAdmins(state)) },
			onStatus: (status) => listener.onStatus(status)
		});
		return {
			wake: () => channel.wake(),
			close: () => channel.close(),
			show: (place) =>
				channel.track(
					place && { admin_id: this.#adminId, chat_id: place.chatId, typing: place.typing }
				)
		};
	}
}

/** Cap on untrusted presence: more pages than a support team has open. */
const MOST_PAGES = 500;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/;

/** The admins in a presence state; malformed entries are dropped. */
export function toPresentAdmins(state: unknown): PresentAdmin[] {
	return Object.values(isObject(state) ? state : {})
		.slice(0, MOST_PAGES)
		.flatMap((entries) => {
			const entry: unknown = Array.isArray(entries) ? entries.at(-1) : null;
			if (!isObject(entry)) return [];
			const { admin_id: adminId, chat_id: chatId, typing } = entry;
			const inChat = chatId === null || isUuid(chatId);
			return isUuid(adminId) && inChat && typeof typing === 'boolean'
				? [{ adminId, chatId, typing }]
				: [];
		});
}

function isUuid(value: unknown): value is string {
	return typeof value === 'string' && UUID.test(value);
}
