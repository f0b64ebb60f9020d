import type { Page, WebSocketRoute } from '@playwright/test';

/** Has all sockets of a page go through `handle`, which passes messages on; returns how to cut them. */
export async function routeSockets(
	page: Page,
	handle: (socket: WebSocketRoute, server: WebSocketRoute) => void
): Promise<() => Promise<void>> {
	const open: WebSocketRoute[] = [];
	await page.routeWebSocket(/\/realtime\/v1\/websocket/, (socket) => {
		const server = socket.connectToServer();
		open.push(server, socket);
		handle(socket, server);
	});
	await page.reload();
	return async () => {
		for (const end of open.splice(0)) await end.close();
	};
}
