import { buttonColors } from './button-colors.ts';
import { toOneLine } from './escape-html.ts';
import { exactAddress, exactSender } from '../sending/mail-address.ts';
import { count, mailLanguage, type MailLanguage } from './mail-language.ts';
import type { Email } from '../sending/mail-service.ts';
import type { ReplyEmail } from '../claims/notifications-api.ts';
import { cutPreview } from './preview.ts';
import { renderPlain } from './reply-email-format.ts';
import { renderHtml } from './reply-email-html.ts';
import { renderText } from './reply-email-text.ts';

const MOST_SHOWN = 5;
const LONGEST_NAME = 80;

/** Consecutive replies of one author. */
export interface Turn {
	author: string;
	replies: string[];
}

/** The texts and links shared by both parts of the e-mail. Plain text, not escaped. */
export interface Words {
	/** HTML's `lang` and `dir`. */
	lang: string;
	dir: MailLanguage['dir'];
	subject: string;
	sender: string;
	heading: string;
	/** What mail lists show below the subject. */
	preview: string;
	turns: Turn[];
	/** How many replies are not shown; empty when all are. */
	more: string;
	button: string;
	chatUrl: string;
	reason: string;
	unsubscribe: string;
	unsubscribeUrl: string;
	/** Between a name and a message, or a label and its link. */
	colon: string;
}

/** Renders the e-mail about unread replies. @throws EmailError when an address is unsafe to use unchanged */
export function renderReplyEmail(reply: ReplyEmail): Email {
	const words = chooseWords(reply);
	return {
		from: exactSender(reply.from),
		to: exactAddress(reply.to),
		subject: words.subject,
		html: renderHtml(words, buttonColors(reply.accent_color)),
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

function chooseWords(reply: ReplyEmail): Words {
	const { tag, dir, words } = mailLanguage(reply.language);
	const sender = words.sender(toOneLine(reply.app_name));
	const shown = reply.replies.slice(-MOST_SHOWN);
	const hidden = reply.reply_count - shown.length;
	const turns = takeTurns(shown, sender);
	return {
		sender,
		lang: tag,
		dir,
		subject: words.subject(sender),
		heading: count(tag, reply.reply_count, words.heading),
		preview: renderPlain(turns.at(-1)?.replies.at(-1) ?? ''),
		turns,
		more: hidden > 0 ? count(tag, hidden, words.more) : '',
		button: words.button,
		chatUrl: linkTo(reply.app_url, '/?support=open'),
		reason: words.reason(sender),
		unsubscribe: words.unsubscribe,
		unsubscribeUrl: linkTo(
			reply.app_url,
			`/unsubscribe?token=${encodeURIComponent(reply.unsubscribe_token)}`
		),
		colon: words.colon
	};
}

function takeTurns(replies: ReplyEmail['replies'], sender: string): Turn[] {
	const turns: Turn[] = [];
	for (const { sender_name, content } of replies) {
		const author = cutPreview(toOneLine(sender_name ?? ''), LONGEST_NAME) || sender;
		if (turns.at(-1)?.author !== author) turns.push({ author, replies: [] });
		turns.at(-1)!.replies.push(cutPreview(content));
	}
	return turns;
}

/** Uses the URL parser to encode characters that would end an attribute or a header. */
function linkTo(appUrl: string, path: string): string {
	return new URL(appUrl.replace(/\/+$/, '') + path).href;
}
