import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { call, readAll, sendMessages, type ApiRequest } from './requests.ts';

/** Concurrent requests of the attacking account. */
export const AT_ONCE = 20;

/** Network latency between a response and the next request. */
const LATENCY_MS = 10;

/** The attacking account. */
export interface Attacker {
	userId: string;
	chatId: string;
	/** A message that it has already sent. */
	messageId: string;
}

/** The requests that each worker repeats in this order. */
type Attack = (attacker: Attacker) => ApiRequest[];

export const attacks: Record<string, Attack> = {
	'the cheapest call': () => [call('get_support_reply_emails')],
	'arrays of 3,000 short messages': ({ chatId }) => [sendMessages(chatId, 3000, 'Hello there')],
	'arrays of 2,000 messages of 4,000 characters': ({ chatId }) => [
		sendMessages(chatId, 2000, 'Hello there '.repeat(333))
	],
	'messages above the limit, one by one': ({ chatId }) =>
		// New ids, which are refused; a stored one is another attack.
		Array.from({ length: 100 }, () => sendMessages(chatId, 1, 'Hello there', randomUUID())),
	'a duplicate message': ({ chatId, messageId }) => [
		sendMessages(chatId, 1, 'Hello there', messageId)
	],
	'all messages, without a chat': () => [readAll('support_messages')],
	'all chats': () => [readAll('support_chats')],
	'the chat, created if needed': () => [call('get_or_create_support_chat')],
	'e-mails on and off': () =>
		[true, false].map((enabled) => call('set_support_reply_emails', { enabled })),
	'the usual reply time': () => [call('support_reply_time')],
	'all of its data': () => [call('export_support_data')],
	'a chat erased and created again': () => [
		call('erase_support_data'),
		call('get_or_create_support_chat')
	]
};

/**
 * Runs an attack until `stop` aborts.
 *
 * @returns the number of completed requests
 */
export async function carryOut(
	name: string,
	attacker: Attacker,
	api: Api,
	stop: AbortSignal
): Promise<number> {
	const requests = attacks[name]?.(attacker) ?? [];
	let completed = 0;
	const worker = async (first: number) => {
		for (let next = first; !stop.aborted; next++) {
			await api.send(attacker.userId, requests[next % requests.length] as ApiRequest);
			completed++;
			await sleep(LATENCY_MS);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => worker(index)));
	return completed;
}
