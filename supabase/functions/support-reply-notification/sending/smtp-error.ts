import { toOneLine } from '../mail/escape-html.ts';
import { EmailError, type Email } from './mail-service.ts';
import { isLoopback, type SmtpServer } from './smtp-url.ts';

const LONGEST_ERROR = 300;
/** Where servers say that there were too many mails or connections, they mean this one too. */
const TOO_MANY = /too many|too fast|rate|throttl|slow down|limit|quota/i;
const BUSY_SECONDS = 60;
/** Closed on the platform, against spam. */
const CLOSED_PORTS = [25, 587];

/** What nodemailer tells of a failure. */
interface SmtpFailure {
	/** Its own, such as EAUTH and ETIMEDOUT. */
	code?: unknown;
	/** The server's, when it has answered. */
	responseCode?: unknown;
	message?: unknown;
}

/**
 * What a failure means for the mail. A 5xx answer is for good (RFC 5321, 4.2.1), a wrong password with
 * it; everything else is tried again: a 4xx, TLS that cannot be trusted, no connection, no answer.
 */
export function toEmailError(error: unknown, server: SmtpServer, email: Email): EmailError {
	const { code, responseCode, message } = (error ?? {}) as SmtpFailure;
	const answer = typeof responseCode === 'number' ? responseCode : undefined;
	const told = code === 'EABORT' ? 'The server did not answer in time.' : String(message ?? error);
	const words = withoutSecrets(told, server, email);
	const isBusy = answer !== undefined && answer < 500 && TOO_MANY.test(words);
	const text = `SMTP ${answer ?? code ?? 'failure'}: ${words}`.slice(0, LONGEST_ERROR);
	return new EmailError(answer === undefined && code !== 'ETLS' ? text + hint(server) : text, {
		retry: answer === undefined ? !(code === 'EENVELOPE' || code === 'EMESSAGE') : answer < 500,
		retryAfter: isBusy ? BUSY_SECONDS : undefined
	});
}

function hint({ host, port }: SmtpServer): string {
	if (!CLOSED_PORTS.includes(port) || isLoopback(host)) return '';
	return ` (Supabase's hosted functions cannot reach port ${port}; use 465 or 2525.)`;
}

/** Servers repeat what they were told: the recipient, and some of them a login that they refuse. */
function withoutSecrets(text: string, { auth }: SmtpServer, { to }: Email): string {
	const { user = '', pass = '' } = auth ?? {};
	const secrets = [pass, encode(`\0${user}\0${pass}`), encode(pass)];
	const clean = secrets.reduce((it, secret) => (secret ? it.replaceAll(secret, '***') : it), text);
	return toOneLine(clean.replaceAll(to, 'the recipient'));
}

/** As AUTH PLAIN and AUTH LOGIN send it. */
function encode(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
