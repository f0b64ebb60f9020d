/** A fake of the database's RPCs for the edge function. */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

export const KEY = 'sb_publishable_test';

/** The arguments of record_support_reply_email. */
export interface Report {
	notification_id: string;
	claim: string;
	error?: string;
	retry?: boolean;
	retry_after?: number;
	alone?: boolean;
}

const REPLY = {
	to: 'user@example.com',
	from: 'Acme Support <support@acme.example>',
	app_name: 'Acme',
	app_url: 'https://app.example',
	accent_color: '#4338ca',
	unsubscribe_token: 'a1b2c3',
	reply_count: 1,
	replies: [{ sender_name: null, content: 'Your parcel is on its way.', attachments: [] }]
};

export class FakeOutbox {
	readonly reports: Report[] = [];
	/** Overrides of the default reply by notification; null if there is nothing to send. */
	readonly replies = new Map<string, object | null>();
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(): Promise<FakeOutbox> {
		const server = createServer();
		const outbox = new FakeOutbox(server);
		server.on('request', (request, response) => void outbox.#respond(request, response));
		server.listen(0, '127.0.0.1');
		await once(server, 'listening');
		return outbox;
	}

	async #respond(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const body = await readJson(request);
		const answer = request.headers.apikey === KEY ? this.#answer(request.url, body) : undefined;
		response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' });
		response.end(JSON.stringify(answer ?? null));
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	clear(): void {
		this.reports.length = 0;
		this.replies.clear();
	}

	stop(): void {
		this.#server.close();
		this.#server.closeAllConnections();
	}

	#answer(url: string | undefined, body: Report): object | null | undefined {
		if (url === '/rest/v1/rpc/prepare_support_reply_email') {
			const reply = this.replies.get(body.notification_id);
			return reply === null ? null : { ...REPLY, ...reply };
		}
		if (url !== '/rest/v1/rpc/record_support_reply_email') return undefined;
		this.reports.push(body);
		return null;
	}
}

async function readJson(request: IncomingMessage): Promise<Report> {
	const chunks: Buffer[] = [];
	for await (const chunk of request) chunks.push(chunk as Buffer);
	return JSON.parse(Buffer.concat(chunks).toString()) as Report;
}
