import { composeEmail } from './compose-email.ts';
import { linkTo, type Turn, type Words } from './email-words.ts';
import { toOneLine } from './escape-html.ts';
import { count, mailLanguage, type MailLanguage } from './mail-language.ts';
import type { Email } from '../sending/mail-service.ts';
import type { AlertEmail } from '../claims/notifications-api.ts';
import { cutPreview } from './preview.ts';
import { quoteMessage, renderLine } from './quoted-message.ts';

const MOST_SHOWN = 5;
const LONGEST_NAME = 80;

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Renders the e-mail to an admin about chats that wait. @throws EmailError when an address is unsafe to use unchanged */
export function renderAlertEmail(alert: AlertEmail): Email {
	return composeEmail(alert, chooseWords(alert));
}

function chooseWords(alert: AlertEmail): Words {
	const language = mailLanguage(alert.language);
	const { tag, dir, words } = language;
	const app = toOneLine(alert.app_name);
	const turns = alert.chats.slice(0, MOST_SHOWN).map((chat) => takeTurn(chat, alert, language));
	const hidden = alert.chat_count - turns.length;
	const heading = count(tag, alert.chat_count, words.alert.heading);
	const [only] = alert.chat_count === 1 ? turns : [];
	return {
		sender: words.sender(app),
		lang: tag,
		dir,
		subject: `${heading} – ${app}`,
		heading,
		preview: renderLine(turns[0]?.messages.at(-1)),
		turns,
		more: hidden > 0 ? count(tag, hidden, words.alert.more) : '',
		button: only ? words.button : words.alert.button,
		buttonUrl: only?.url ?? linkTo(alert.inbox_url, ''),
		reason: words.alert.reason(app),
		unsubscribe: words.unsubscribe,
		unsubscribeUrl: linkTo(
			alert.app_url,
			`/unsubscribe?token=${encodeURIComponent(alert.unsubscribe_token)}&about=alerts`
		),
		colon: words.colon
	};
}

type Chat = AlertEmail['chats'][number];

function takeTurn(chat: Chat, { as_of, inbox_url }: AlertEmail, language: MailLanguage): Turn {
	const { alert } = language.words;
	const since = new Date(chat.waiting_since);
	return {
		author: nameOf(chat, language),
		note: alert.waiting(
			formatTime(since, language),
			formatDuration(Date.parse(as_of) - since.getTime(), language)
		),
		url: linkTo(inbox_url, `/${encodeURIComponent(chat.id)}`),
		messages: chat.messages.map((content, index) => quoteMessage(content, chat.attachments[index]))
	};
}

/** The name, which users may set to anything, stands beside the address and never for it. */
function nameOf(
	{ user_email, guest_name, user_name }: Chat,
	{ words: { alert } }: MailLanguage
): string {
	const guest = guest_name ? alert.guest(toOneLine(guest_name)) : '';
	const address = cutPreview(toOneLine(user_email || guest), LONGEST_NAME) || alert.deletedUser;
	const name = cutPreview(toOneLine(user_name ?? ''), LONGEST_NAME);
	return name ? `${name} (${address})` : address;
}

/** In UTC, and it says so: the admin's time zone is not known. */
function formatTime(date: Date, { tag }: MailLanguage): string {
	return new Intl.DateTimeFormat(tag, {
		month: 'short',
		day: 'numeric',
		hour: 'numeric',
		minute: '2-digit',
		timeZone: 'UTC',
		timeZoneName: 'short'
	}).format(date);
}

function formatDuration(milliseconds: number, { tag }: MailLanguage): string {
	const [unit, length] =
		milliseconds < HOUR_MS
			? (['minute', MINUTE_MS] as const)
			: milliseconds < 2 * DAY_MS
				? (['hour', HOUR_MS] as const)
				: (['day', DAY_MS] as const);
	return new Intl.NumberFormat(tag, { style: 'unit', unit, unitDisplay: 'long' }).format(
		Math.max(Math.floor(milliseconds / length), 1)
	);
}
