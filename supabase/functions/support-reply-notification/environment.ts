import type { Dependencies } from './handler.ts';
import { openOutbox } from './outbox.ts';
import { readSecretKeys } from './secret-key.ts';
import { EmailError, type SendEmail } from './send-email.ts';
import { sendPatiently } from './send-patiently.ts';
import { sendWithMailpit } from './send-with-mailpit.ts';
import { sendWithResend } from './send-with-resend.ts';

type ReadVariable = (name: string) => string | undefined;

/**
 * What the handler needs, from the function's environment: SUPABASE_URL and SUPABASE_SECRET_KEYS are
 * the platform's, RESEND_API_KEY is yours; RESEND_BASE_URL and MAILPIT_URL are for local work.
 *
 * @throws when the platform's own variables are missing
 */
export function readDependencies(read: ReadVariable): Dependencies {
	const url = read('SUPABASE_URL');
	if (!url) throw new Error('SUPABASE_URL is not set.');
	return {
		secretKeys: readSecretKeys(read('SUPABASE_SECRET_KEYS')),
		openOutbox: (key) => openOutbox(url, key),
		sendEmail: chooseService(read),
		log: (line) => console.log(line)
	};
}

function chooseService(read: ReadVariable): SendEmail {
	const apiKey = read('RESEND_API_KEY');
	if (apiKey) return sendPatiently(sendWithResend({ apiKey, baseUrl: read('RESEND_BASE_URL') }));
	const mailpitUrl = read('MAILPIT_URL');
	if (mailpitUrl) return sendWithMailpit(mailpitUrl);
	// Kept in the outbox as the reason, where whoever looks for the mail finds it.
	return () => Promise.reject(new EmailError('RESEND_API_KEY is not set.', { retry: true }));
}
