import type { SendMailOptions, Transporter } from 'nodemailer';
import type { Deadline } from '../../_shared/support-chat/deadline.ts';
import type { Email, OpenMailService } from './mail-service.ts';
import { toEmailError } from './smtp-error.ts';
import type { SmtpServer } from './smtp-url.ts';

const CONNECTIONS = 3;
/** Until the server's greeting. A blocked port never responds: this leaves time to report it. */
const CONNECT_MS = 5_000;

/**
 * Sends over SMTP with nodemailer, which is loaded only when there is an e-mail to send.
 *
 * SMTP has no idempotency keys: an e-mail that is accepted but not recorded goes out again. So each is
 * recorded before the next one is sent on its connection, every attempt has the same Message-ID, by which
 * many mail programs drop duplicates, and nodemailer does not requeue when a connection breaks.
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
				// Force-close: give up on e-mails without a response by now.
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
		// The name for EHLO: a function has no hostname.
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

/** The domain of an address, in Punycode. */
function domainOf(address: string): string {
	const domain = address.slice(address.lastIndexOf('@') + 1);
	return URL.parse(`http://${domain}`)?.hostname ?? domain;
}
