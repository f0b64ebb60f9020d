import type { Page } from '@playwright/test';
import { routeSockets, type RoutedSockets } from './route-sockets.ts';

export const DUTY_TOPIC = 'realtime:support_presence';

/** Hides all online admins but one from a page. */
export async function showOnly(page: Page, key: string): Promise<RoutedSockets> {
	const only = (state: Record<string, unknown> = {}) => (key in state ? { [key]: state[key] } : {});
	return routeSockets(page, (socket, server) => {
		server.onMessage((data) => {
			if (typeof data !== 'string') return socket.send(data);
			const frame = JSON.parse(data);
			const [, , topic, event, payload] = frame;
			if (topic === DUTY_TOPIC && event === 'presence_state') frame[4] = only(payload);
			if (topic === DUTY_TOPIC && event === 'presence_diff') {
				frame[4] = { joins: only(payload.joins), leaves: only(payload.leaves) };
			}
			socket.send(JSON.stringify(frame));
		});
	});
}
