import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { WebSocketServer, type WebSocket } from 'ws';

// The floor of figure 10, in a process of its own as the stack's Realtime is: hands what
// `notify bench, '<topic> <text>'` says to the websocket that was opened at `/<topic>`. Prints its
// port when it is ready.

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
