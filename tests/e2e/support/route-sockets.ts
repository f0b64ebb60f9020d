import type { Page, WebSocketRoute } from '@playwright/test';

/** Routes all sockets of a page through `handle` and reloads it; returns a function that closes them. */
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
