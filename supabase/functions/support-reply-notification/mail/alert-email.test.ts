import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { AlertEmail } from '../claims/notifications-api.ts';
import { renderAlertEmail } from './alert-email.ts';
import { ALERT } from '../testing.ts';

const [CHAT] = ALERT.chats as [AlertEmail['chats'][number]];
const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'zh-Hans', 'ar'];

/** An alert about so many chats, of which it shows at most five. */
function several(chat_count: number): AlertEmail {
	const chats = Array.from({ length: Math.min(chat_count, 5) }, (_, index) => ({
		...CHAT,
		id: CHAT.id.slice(0, -1) + String(index),
		user_email: `user${index}@example.com`
	}));
	return { ...ALERT, chat_count, chats };
}

Deno.test('one chat: who waits, since when, the last lines, and the link into the chat', () => {
	const email = renderAlertEmail(ALERT);
	equal(email.to, 'admin@example.com');
	equal(email.subject, 'A chat is waiting for a reply – Example');
	equal(
		email.text.slice(0, email.text.indexOf('\n\n--')),
		`A chat is waiting for a reply

user@example.com:
waiting since Nov 28, 10:05 AM UTC (12 minutes)
> Where is my parcel?

> Hello?
https://app.example/admin/${CHAT.id}

Open the chat: https://app.example/admin/${CHAT.id}`
	);
	match(
		email.html,
		new RegExp(`<a class="button-text" href="https://app.example/admin/${CHAT.id}"`)
	);
	match(email.html, /waiting since Nov 28, 10:05 AM UTC \(12 minutes\)/);
});

Deno.test(
	'several chats: each with its link, the button opens the inbox, and the rest is counted',
	() => {
		const { html, text, subject } = renderAlertEmail(several(8));
		equal(subject, '8 chats are waiting for a reply – Example');
		for (const { id, user_email } of several(8).chats) {
			match(html, new RegExp(`href="https://app.example/admin/${id}"[^>]*>${user_email}<`));
			ok(text.includes(`\nhttps://app.example/admin/${id}\n`));
		}
		match(html, /<a class="button-text" href="https:\/\/app\.example\/admin"/);
		match(text, /\n\nand 3 more\n\nOpen the inbox: https:\/\/app\.example\/admin\n/);
	}
);

Deno.test('a guest has the name of the inbox, and a deleted user none', () => {
	const name = (change: object) =>
		renderAlertEmail({ ...ALERT, chats: [{ ...CHAT, ...change }] }).text.split('\n')[2];
	equal(name({ user_email: null, guest_name: '7F3K' }), 'Guest 7F3K:');
	equal(name({ user_email: 'a@example.com', guest_name: '7F3K' }), 'a@example.com:');
	equal(name({ user_email: '', guest_name: null }), 'Deleted user:');
	equal(name({ user_name: 'Ada\nB' }), 'Ada B (user@example.com):');
});

Deno.test('a wait is given in minutes, hours or days', () => {
	const wait = (as_of: string) => /\((.+)\)/.exec(renderAlertEmail({ ...ALERT, as_of }).text)?.[1];
	equal(wait('2026-11-28T10:05:01Z'), '1 minute');
	equal(wait('2026-11-28T11:04:59Z'), '59 minutes');
	equal(wait('2026-11-29T10:05:01Z'), '24 hours');
	equal(wait('2026-11-30T10:05:01Z'), '2 days');
});

Deno.test('a line is cut after 200 characters', () => {
	const { text } = renderAlertEmail({
		...ALERT,
		chats: [{ ...CHAT, messages: ['y'.repeat(300)] }]
	});
	ok(text.includes(`> ${'y'.repeat(199)}…\n`));
});

Deno.test('headers: one click switches the alerts off, and no automatic replies', () => {
	deepEqual(renderAlertEmail(ALERT).headers, {
		'List-Unsubscribe': '<https://app.example/unsubscribe?token=d4e5f6&about=alerts>',
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
		'Auto-Submitted': 'auto-generated',
		'X-Auto-Response-Suppress': 'All'
	});
});

Deno.test('what users write stays text, on lines of their own, in its direction', () => {
	const attack = `"><script>alert('1')</script>\u202egpj.exe`;
	const chats = [{ ...CHAT, user_email: `${attack}\r\nBcc: x`, messages: [attack] }];
	const { html, text, subject } = renderAlertEmail({
		...ALERT,
		app_name: `${attack}\r\nBcc: x`,
		chats
	});
	ok(!html.includes('<script'));
	ok(!(html + text + subject).includes('\u202e'));
	ok(!/[\r\n]/.test(subject));
	ok(!/^Bcc/m.test(text));
	const { html: linked } = renderAlertEmail({
		...ALERT,
		inbox_url: 'https://app.example/"><img/src=x>'
	});
	ok(!linked.includes('<img'));
});

Deno.test('each language has every text, and none in English', () => {
	const words = (html: string) =>
		html
			.replace(/^[^]*<h1/, '<h1')
			.replace(/<[^>]*>/g, '\n')
			.split('\n')
			.map((line) => line.trim())
			.filter(Boolean);
	const english = words(renderAlertEmail(several(8)).html);
	for (const language of LANGUAGES) {
		const guest = { ...CHAT, user_email: null, guest_name: '7F3K' };
		const alert = { ...several(8), language };
		const email = renderAlertEmail({ ...alert, chats: [guest, ...alert.chats.slice(1)] });
		match(email.html, new RegExp(`<html lang="${language}" dir="`));
		ok(!/#[^x0-9a-f]|undefined/.test(email.text + email.subject), language);
		if (language === 'en') continue;
		const same = words(email.html).filter((line) => english.includes(line));
		ok(
			same.every((line) => /@example\.com|parcel|Hello|Example Support/.test(line)),
			`${language}: ${same.join(', ')}`
		);
	}
});

Deno.test('files of the waiting messages are named', () => {
	const chats = ALERT.chats.map((chat) => ({ ...chat, attachments: [[], ['screen.png']] }));
	const { text } = renderAlertEmail({ ...ALERT, chats });
	match(text, /> Where is my parcel\?\n\n> Hello\?\n> 📎 screen\.png/);
});
