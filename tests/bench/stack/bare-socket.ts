import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';

// The floor of figure 10, in its own process like the stack's Realtime: forwards the text of
// `notify bench, '<topic> <text>'` to the WebSocket opened at `/<topic>`. Prints its port when ready.

const [databaseUrl] = process.argv.slice(2);

const sockets = new Map<string, WebSocket>();
const server = createServer();
new WebSocketServer({ server }).on('connection', (socket, { url = '/' }) => {
	sockets.set(url.slice(1), socket);
});

const listener = new pg.Client({ connectionString: databaseUrl });
await listener.connect();
listener.on('notification', ({ payload = '' }) => {
	const end = payload.indexOf(' ');
	sockets.get(payload.slice(0, end))?.send(payload.slice(end + 1));
});
await listener.query('listen bench');

server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port));
