import { toOneLine } from '../mail/escape-html.ts';
import { EmailError, type Email } from './mail-service.ts';
import { isLoopback, type SmtpServer } from './smtp-url.ts';

const LONGEST_ERROR = 300;
/** Server messages that mean a rate limit. */
const TOO_MANY = /too many|too fast|rate|throttl|slow down|limit|quota/i;
const BUSY_SECONDS = 60;
/** Blocked on the platform, against spam. */
const CLOSED_PORTS = [25, 587];

/** A nodemailer error. */
interface SmtpFailure {
	/** nodemailer's own code, such as EAUTH or ETIMEDOUT. */
	code?: unknown;
	/** The server's reply code, if it responded. */
	responseCode?: unknown;
	message?: unknown;
}

/**
 * A nodemailer error as an `EmailError`. A 5xx reply, such as a wrong password, is permanent (RFC 5321,
 * 4.2.1), as is a malformed envelope or message; all else is retried: a 4xx, untrusted TLS, no response.
 */
export function toEmailError(error: unknown, server: SmtpServer, email: Email): EmailError {
	const { code, responseCode, message } = (error ?? {}) as SmtpFailure;
	const answer = typeof responseCode === 'number' ? responseCode : undefined;
	const raw = code === 'EABORT' ? 'The server did not answer in time.' : String(message ?? error);
	const words = withoutSecrets(raw, server, email);
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

/** Servers echo the recipient, and some of them a refused login. */
function withoutSecrets(text: string, { auth }: SmtpServer, { to }: Email): string {
	const { user = '', pass = '' } = auth ?? {};
	const secrets = [pass, encode(`\0${user}\0${pass}`), encode(pass)];
	const clean = secrets.reduce((it, secret) => (secret ? it.replaceAll(secret, '***') : it), text);
	return toOneLine(clean.replaceAll(to, 'the recipient'));
}

/** Base64 of the UTF-8 bytes, as AUTH PLAIN and AUTH LOGIN send credentials. */
function encode(text: string): string {
	return btoa(String.fromCharCode(...new TextEncoder().encode(text)));
}
