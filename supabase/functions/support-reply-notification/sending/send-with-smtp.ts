import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Deadline } from '../claims/deadline.ts';
import type { Email, OpenMailService } from './mail-service.ts';
import { toEmailError } from './smtp-error.ts';
import type { SmtpServer } from './smtp-url.ts';

const CONNECTIONS = 3;
/** Until the server's greeting. A port that is not reached is silent: this leaves time to say so. */
const CONNECT_MS = 5_000;

/**
 * Sends by SMTP, with nodemailer, which is loaded only when there is a mail to send.
 *
 * SMTP knows no idempotency keys: a mail that the server has accepted, and of which the database does
 * not learn, goes out again. So each is recorded before the next one is sent on that connection, and
 * each try of a mail has the same Message-ID, by which many mail programs show it once. Nor is a mail
 * sent again by itself when a connection breaks.
 */
export function sendWithSmtp(server: SmtpServer): OpenMailService {
	return (deadline) => {
		let connecting: Promise<Transporter> | undefined;
		return {
			atOnce: CONNECTIONS,
			send: async (email, id) => {
				const signal = deadline.signal();
				try {
					const transporter = await (connecting ??= connect(server, deadline));
					await transporter.sendMail({ ...toMessage(email, id), signal });
				} catch (error) {
					throw toEmailError(error, server, email);
				}
			},
			close: () => {
				// By force: what has not been answered by now is given up.
				void connecting?.then(
					(transporter) => transporter.close({ force: true }),
					() => undefined
				);
			}
		};
	};
}

async function connect(server: SmtpServer, deadline: Deadline): Promise<Transporter> {
	const { createTransport } = await import('nodemailer');
	return createTransport({
		...server,
		pool: true,
		maxConnections: CONNECTIONS,
		maxRequeues: 0,
		// What it says to be: a function has no name of its own.
		name: '[127.0.0.1]',
		dnsTimeout: CONNECT_MS,
		connectionTimeout: CONNECT_MS,
		socketTimeout: deadline.left,
		disableFileAccess: true,
		disableUrlAccess: true
	});
}

function toMessage({ from, to, subject, html, text, headers }: Email, id: string): SendMailOptions {
	return {
		from,
		to: { name: '', address: to },
		messageId: `<${id}@${domainOf(from.address)}>`,
		...{ subject, html, text, headers }
	};
}

/** In the letters of the DNS. */
function domainOf(address: string): string {
	const domain = address.slice(address.lastIndexOf('@') + 1);
	return URL.parse(`http://${domain}`)?.hostname ?? domain;
}
