/** A real SMTP server that records mails, and refuses recipients on request. */
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import PostalMime from 'postal-mime';
import type { Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import type { SMTPServerOptions } from 'smtp-server';

export const USER = 'me@acme.example';
export const PASSWORD = 'p@ss:w/örd';

/** An accepted mail. */
export interface Received {
	/** The envelope recipient. */
	to: string;
	raw: string;
	mail: Email;
	isEncrypted: boolean;
	user: string | undefined;
}

/** The reply that refuses a recipient; undefined accepts it. */
export type Refuse = (recipient: string) => { code: number; text: string } | undefined;

export class MailServer {
	readonly received: Received[] = [];
	refuseRecipient: Refuse = () => undefined;
	/** Largest number of simultaneous connections. */
	mostConnections = 0;
	#connections = 0;
	readonly #server: SMTPServer;

	private constructor(options: SMTPServerOptions) {
		this.#server = new SMTPServer({
			logger: false,
			authOptional: true,
			closeTimeout: 100,
			...options,
			onConnect: (_, callback) => {
				this.mostConnections = Math.max(this.mostConnections, ++this.#connections);
				callback();
			},
			onClose: () => void this.#connections--,
			onAuth: ({ username, password }, _, callback) => {
				if (username === USER && password === PASSWORD) return callback(null, { user: username });
				// Some servers echo the credentials.
				callback(refusal(535, `No such login: ${username} ${password}`));
			},
			onRcptTo: ({ address }, _, callback) => {
				const refused = this.refuseRecipient(address);
				callback(refused && refusal(refused.code, refused.text));
			},
			onData: (stream, session, callback) => {
				const chunks: Buffer[] = [];
				stream.on('data', (chunk: Buffer) => chunks.push(chunk));
				stream.on('end', () => {
					const raw = Buffer.concat(chunks).toString();
					PostalMime.parse(raw).then((mail) => {
						this.received.push({
							to: session.envelope.rcptTo.map(({ address }) => address).join(),
							raw,
							mail,
							isEncrypted: session.secure,
							user: session.user
						});
						callback();
					}, callback);
				});
			}
		});
		// The client reports broken connections.
		this.#server.on('error', () => undefined);
	}

	static async start(options: SMTPServerOptions = {}): Promise<MailServer> {
		const it = new MailServer(options);
		it.#server.listen(0, '127.0.0.1');
		await once(it.#server.server, 'listening');
		return it;
	}

	get port(): number {
		return (this.#server.server.address() as AddressInfo).port;
	}

	clear(): void {
		this.received.length = 0;
		this.refuseRecipient = () => undefined;
	}

	stop(): Promise<void> {
		return new Promise((resolve) => this.#server.close(() => resolve()));
	}
}

function refusal(responseCode: number, text: string): Error {
	return Object.assign(new Error(text), { responseCode });
}
