import { composeEmail } from './compose-email.ts';
import { linkTo, type Turn, type Words } from './email-words.ts';
import { toOneLine } from './escape-html.ts';
import { count, mailLanguage } from './mail-language.ts';
import type { Email } from '../sending/mail-service.ts';
import type { ReplyEmail } from '../claims/notifications-api.ts';
import { cutPreview } from './preview.ts';
import { quoteMessage, renderLine } from './quoted-message.ts';

const MOST_SHOWN = 5;
const LONGEST_NAME = 80;

/** Renders the e-mail about unread replies. @throws EmailError when an address is unsafe to use unchanged */
export function renderReplyEmail(reply: ReplyEmail): Email {
	return composeEmail(reply, chooseWords(reply));
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
		preview: renderLine(turns.at(-1)?.messages.at(-1)),
		turns,
		more: hidden > 0 ? count(tag, hidden, words.more) : '',
		button: words.button,
		buttonUrl: linkTo(reply.app_url, '/?support=open'),
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
	for (const { sender_name, content, attachments } of replies) {
		const author = cutPreview(toOneLine(sender_name ?? ''), LONGEST_NAME) || sender;
		if (turns.at(-1)?.author !== author) turns.push({ author, note: '', url: '', messages: [] });
		turns.at(-1)!.messages.push(quoteMessage(content, attachments));
	}
	return turns;
}
