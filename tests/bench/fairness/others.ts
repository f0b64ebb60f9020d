import { setTimeout as sleep } from 'node:timers/promises';
import type { Api } from './api.ts';
import { readPage, sendMessages } from './requests.ts';

export interface Person {
	userId: string;
	chatId: string;
}

/** Waits of all other users, in milliseconds. */
export interface Waits {
	send: number[];
	read: number[];
}

/** Requests of all other users together. */
const PER_SECOND = 40;

/**
 * The other users' traffic: in turn they send a message or read a page, at a constant rate, whether or not
 * earlier requests have completed.
 */
export async function liveOn(api: Api, people: Person[], milliseconds: number): Promise<Waits> {
	const waits: Waits = { send: [], read: [] };
	const count = Math.round((milliseconds * PER_SECOND) / 1000);
	const start = performance.now();
	const pending: Promise<void>[] = [];
	for (let step = 0; step < count; step++) {
		await sleep(Math.max(0, start + (step * 1000) / PER_SECOND - performance.now()));
		const { userId, chatId } = people[step % people.length] as Person;
		const kind = Math.floor(step / people.length + step) % 2 ? 'send' : 'read';
		const request = kind === 'send' ? sendMessages(chatId, 1, 'Hello there') : readPage(chatId);
		pending.push(
			time(api, userId, request).then((wait) => {
				waits[kind].push(wait);
			})
		);
	}
	await Promise.all(pending);
	return waits;
}

async function time(
	api: Api,
	userId: string,
	request: ReturnType<typeof readPage>
): Promise<number> {
	const start = performance.now();
	if (!(await api.send(userId, request))) throw new Error(`Refused: ${request.path}`);
	return performance.now() - start;
}
