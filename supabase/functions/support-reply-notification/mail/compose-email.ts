import { buttonColors } from './button-colors.ts';
import { exactAddress, exactSender } from '../sending/mail-address.ts';
import type { Email } from '../sending/mail-service.ts';
import { renderHtml } from './email-html.ts';
import { renderText } from './email-text.ts';
import type { Words } from './email-words.ts';

/** Who an e-mail is from and to, as the database has them, and the colour of its button. */
export interface Envelope {
	from: string;
	to: string;
	accent_color?: string | null | undefined;
}

/** Composes an e-mail of both parts and its headers. @throws EmailError when an address is unsafe to use unchanged */
export function composeEmail(envelope: Envelope, words: Words): Email {
	return {
		from: exactSender(envelope.from),
		to: exactAddress(envelope.to),
		subject: words.subject,
		html: renderHtml(words, buttonColors(envelope.accent_color)),
		text: renderText(words),
		headers: {
			'List-Unsubscribe': `<${words.unsubscribeUrl}>`,
			// One POST from the mail program, without a session, unsubscribes (RFC 8058).
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
			// No out-of-office replies (RFC 3834; Exchange has its own header).
			'Auto-Submitted': 'auto-generated',
			'X-Auto-Response-Suppress': 'All'
		}
	};
}
