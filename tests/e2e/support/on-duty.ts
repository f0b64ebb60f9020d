import type { Page } from '@playwright/test';
import { routeSockets } from './route-sockets.ts';

export const DUTY_TOPIC = 'realtime:support_presence';

/** Hides all online admins but one from a page; returns a function that closes the connection. */
export async function showOnly(page: Page, key: string): Promise<() => Promise<void>> {
	const only = (state: Record<string, unknown> = {}) => (key in state ? { [key]: state[key] } : {});
	return routeSockets(page, (socket, server) => {
		server.onMessage((data) => {
			if (typeof data !== 'string') return socket.send(data);
			let [joinRef, ref, topic, event, payload] = JSON.parse(data);
			if (topic === DUTY_TOPIC && event === 'presence_state') payload = only(payload);
			if (topic === DUTY_TOPIC && event === 'presence_diff') {
				payload = { joins: only(payload.joins), leaves: only(payload.leaves) };
			}
			socket.send(JSON.stringify([joinRef, ref, topic, event, payload]));
		});
	});
}
