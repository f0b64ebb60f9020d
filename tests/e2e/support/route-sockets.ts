import type { Page, WebSocketRoute } from '@playwright/test';

/** The routed sockets of a page. */
export interface RoutedSockets {
	/** Closes the open ones; the page's next ones reach the server only after `restore`. */
	cut(): Promise<void>;
	restore(): void;
}

/** Routes all sockets of a page through `handle`, which passes messages on, and reloads the page. */
export async function routeSockets(
	page: Page,
	handle: (socket: WebSocketRoute, server: WebSocketRoute) => void
): Promise<RoutedSockets> {
	const open: WebSocketRoute[] = [];
	let restored = Promise.resolve();
	let restore = () => {};
	await page.routeWebSocket(/\/realtime\/v1\/websocket/, async (socket) => {
		await restored;
		const server = socket.connectToServer();
		open.push(server, socket);
		handle(socket, server);
	});
	await page.reload();
	return {
		cut: async () => {
			restored = new Promise((resolve) => (restore = resolve));
			for (const end of open.splice(0)) await end.close();
		},
		restore: () => restore()
	};
}
