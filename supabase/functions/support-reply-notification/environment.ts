import { readApiKey } from '../_shared/support-chat/api-key.ts';
import { systemClock } from '../_shared/support-chat/deadline.ts';
import type { Dependencies } from './handler.ts';
import { EmailError, type OpenMailService } from './sending/mail-service.ts';
import { openOutbox } from './claims/notifications-api.ts';
import { sendWithMailpit } from './sending/send-with-mailpit.ts';
import { sendWithResend } from './sending/send-with-resend.ts';
import { sendWithSmtp } from './sending/send-with-smtp.ts';
import { readSmtpUrl } from './sending/smtp-url.ts';

type ReadVariable = (name: string) => string | undefined;

/**
 * The handler's dependencies, from the function's environment: the platform sets SUPABASE_URL,
 * SUPABASE_PUBLISHABLE_KEYS and SUPABASE_ANON_KEY; you set SMTP_URL or RESEND_API_KEY; RESEND_BASE_URL
 * and MAILPIT_URL are for local development.
 *
 * @throws when the platform's own variables are missing
 */
export function readDependencies(
	read: ReadVariable,
	{ keepAlive }: Pick<Dependencies, 'keepAlive'>
): Dependencies {
	const url = read('SUPABASE_URL');
	if (!url) throw new Error('SUPABASE_URL is not set.');
	return {
		outbox: openOutbox(url, readApiKey('publishable', read)),
		openMailService: chooseService(read),
		clock: systemClock,
		keepAlive,
		log: (line) => console.log(line)
	};
}

function chooseService(read: ReadVariable): OpenMailService {
	const smtpUrl = read('SMTP_URL');
	if (smtpUrl) {
		const server = readSmtpUrl(smtpUrl);
		return typeof server === 'string' ? without(server) : sendWithSmtp(server);
	}
	const apiKey = read('RESEND_API_KEY');
	if (apiKey) return sendWithResend({ apiKey, baseUrl: read('RESEND_BASE_URL') });
	const mailpitUrl = read('MAILPIT_URL');
	if (mailpitUrl) return sendWithMailpit(mailpitUrl);
	return without('Neither SMTP_URL nor RESEND_API_KEY is set.');
}

/** A service that fails each e-mail with `reason`, which the database stores as its last error. */
function without(reason: string): OpenMailService {
	return () => ({
		atOnce: 10,
		send: () => Promise.reject(new EmailError(reason, { retry: true })),
		close: () => undefined
	});
}
