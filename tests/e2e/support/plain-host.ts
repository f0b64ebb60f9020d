import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { SupportChat, SupportChatOptions } from '../../../src/package/index.ts';
import { environment } from '../../fixtures/environment.ts';

// A host without a framework or a bundler: its own pages and the built package, served as files under a
// strict content security policy.

declare global {
	interface Window {
		/** Starts the chat; its events are noted in `happened`. */
		start(options?: Partial<SupportChatOptions>): SupportChat;
		chat: SupportChat;
		happened: unknown[];
	}
}

const DIST = join(import.meta.dirname, '../../../dist');
const SOCKET = environment.url.replace(/^http/, 'ws');
const POLICY = `default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self' ${environment.url} ${SOCKET}`;

const HTML = `<!doctype html>
<html lang="en">
	<head><title>A shop</title></head>
	<body>
		<button id="help">Help</button>
		<script type="module" src="/main.js"></script>
	</body>
</html>`;

const main = (userId: string) => `
import { startSupportChat } from '/index.js';
const project = ${JSON.stringify({ url: environment.url, publishableKey: environment.publishableKey })};
window.happened = [];
window.start = (options) => {
	const chat = startSupportChat({ project, user: { id: '${userId}' }, ...options });
	for (const name of ['open', 'close', 'unread', 'connection']) {
		chat.on(name, (...details) => window.happened.push([name, ...details]));
	}
	chat.on('message', ({ content }) => window.happened.push(['message', content]));
	return (window.chat = chat);
};
document.querySelector('#help').onclick = () => window.chat.toggle();`;

/** What a host answers to a path: a type of the web and a text; undefined for the package's files. */
type Answer = [type: string, body: string] | undefined;

export interface PlainHost {
	/** Ends with a slash. Has the name of the app's host, and so its cookies. */
	address: string;
	stop(): Promise<void>;
}

/** Serves the page, on which \`start\` starts the chat of the user. */
export function startPlainHost(userId: string): Promise<PlainHost> {
	return serveHost((path) => {
		if (path === '/') return ['text/html', HTML];
		return path === '/main.js' ? ['text/javascript', main(userId)] : undefined;
	});
}

/** Serves the answers of a host, and the built package. */
export async function serveHost(answer: (path: string) => Answer): Promise<PlainHost> {
	const server = createServer(({ url = '/' }, response) => {
		const path = new URL(url, 'http://host').pathname;
		void serve(answer(path), path, response);
	});
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	return {
		address: `http://localhost:${(server.address() as AddressInfo).port}/`,
		async stop() {
			server.closeAllConnections();
			server.close();
			await once(server, 'close');
		}
	};
}

async function serve(answer: Answer, path: string, response: ServerResponse): Promise<void> {
	try {
		const [type, body] = answer ?? ['text/javascript', await readFile(join(DIST, path), 'utf8')];
		response.setHeader('content-security-policy', POLICY);
		response.setHeader('content-type', `${type}; charset=utf-8`).end(body);
	} catch {
		response.writeHead(404).end();
	}
}
