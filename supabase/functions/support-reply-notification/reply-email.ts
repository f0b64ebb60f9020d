import { toOneLine } from './escape-html.ts';
import { exactAddress, exactSender } from './mail-address.ts';
import type { ReplyEmail } from './outbox.ts';
import { cutPreview } from './preview.ts';
import { renderHtml } from './reply-email-html.ts';
import type { Email } from './send-email.ts';

/** The words and links of the mail, the same in both of its parts. Plain text, not escaped. */
export interface Words {
	sender: string;
	heading: string;
	intro: string;
	preview: string;
	button: string;
	chatUrl: string;
	reason: string;
	unsubscribe: string;
	unsubscribeUrl: string;
}

/** Writes the mail about unread replies. @throws EmailError when an address cannot be mailed to as it is */
export function renderReplyEmail(reply: ReplyEmail): Email {
	const words = chooseWords(reply);
	return {
		from: exactSender(reply.from),
		to: exactAddress(reply.to),
		subject: `New reply from ${words.sender}`,
		html: renderHtml(words),
		text: renderText(words),
		headers: {
			'List-Unsubscribe': `<${words.unsubscribeUrl}>`,
			// One POST to that address is enough, from the mail program and without a session (RFC 8058).
			'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
		}
	};
}

function chooseWords(reply: ReplyEmail): Words {
	const sender = `${toOneLine(reply.app_name)} Support`;
	const isOne = reply.reply_count === 1;
	return {
		sender,
		heading: isOne ? 'You have a new reply' : `You have ${reply.reply_count} new replies`,
		intro: isOne ? `${sender} answered you:` : `${sender} answered you. The latest reply:`,
		preview: cutPreview(reply.preview),
		button: 'Open the chat',
		chatUrl: linkTo(reply.app_url, '/?support=open'),
		reason: `You get this e-mail because a reply in your chat with ${sender} is unread.`,
		unsubscribe: 'Unsubscribe from these e-mails',
		unsubscribeUrl: linkTo(
			reply.app_url,
			`/unsubscribe?token=${encodeURIComponent(reply.unsubscribe_token)}`
		)
	};
}

/** Through the URL parser, which encodes what would end an attribute or a header. */
function linkTo(appUrl: string, path: string): string {
	return new URL(appUrl.replace(/\/+$/, '') + path).href;
}

function renderText(words: Words): string {
	const quote = words.preview.replace(/^/gm, '> ');
	return `${words.heading}

${words.intro}

${quote}

${words.button}: ${words.chatUrl}

--
${words.reason}
${words.unsubscribe}: ${words.unsubscribeUrl}
`;
}
