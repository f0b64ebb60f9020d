import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { call, readAll, sendMessages, type ApiRequest } from './requests.ts';

/** How many requests the account has under way at any time. */
export const AT_ONCE = 20;

/** How long an answer and the next request are on their way, in milliseconds. */
const WAY = 10;

/** The account that does its worst. */
export interface Attacker {
	userId: string;
	chatId: string;
	/** A message that it has sent. */
	messageId: string;
}

/** What it sends again and again, in this order, from each of its places. */
type Attack = (attacker: Attacker) => ApiRequest[];

export const attacks: Record<string, Attack> = {
	'the cheapest call there is': () => [call('get_support_reply_emails')],
	'arrays of 3,000 short messages': ({ chatId }) => [sendMessages(chatId, 3000, 'Hello there')],
	'arrays of 2,000 messages of 4,000 characters': ({ chatId }) => [
		sendMessages(chatId, 2000, 'Hello there '.repeat(333))
	],
	'messages above the limit, one by one': ({ chatId }) =>
		// Each id is sent once and refused; a stored one is another attack.
		Array.from({ length: 100 }, () => sendMessages(chatId, 1, 'Hello there', randomUUID())),
	'one message that is there already': ({ chatId, messageId }) => [
		sendMessages(chatId, 1, 'Hello there', messageId)
	],
	'all messages, without a chat': () => [readAll('support_messages')],
	'all chats': () => [readAll('support_chats')],
	'the chat, made if need be': () => [call('get_or_create_support_chat')],
	'e-mails on and off': () =>
		[true, false].map((enabled) => call('set_support_reply_emails', { enabled })),
	'the usual reply time': () => [call('support_reply_time')],
	'all of its data': () => [call('export_support_data')],
	'a chat erased and begun anew': () => [
		call('erase_support_data'),
		call('get_or_create_support_chat')
	]
};

/**
 * Carries an attack out until it is told to stop.
 *
 * @returns how many requests were answered
 */
export async function carryOut(
	name: string,
	attacker: Attacker,
	api: Api,
	stop: AbortSignal
): Promise<number> {
	const requests = attacks[name]?.(attacker) ?? [];
	let answered = 0;
	const place = async (first: number) => {
		for (let next = first; !stop.aborted; next++) {
			await api.send(attacker.userId, requests[next % requests.length] as ApiRequest);
			answered++;
			await sleep(WAY);
		}
	};
	await Promise.all(Array.from({ length: AT_ONCE }, (_, index) => place(index)));
	return answered;
}
