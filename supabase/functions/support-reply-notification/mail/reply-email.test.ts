import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { formatSender } from '../sending/mail-address.ts';
import type { ReplyEmail } from '../claims/notifications-api.ts';
import { renderReplyEmail } from './reply-email.ts';
import { REPLY } from '../testing.ts';

type Reply = ReplyEmail['replies'][number];

function reply(
	content: string,
	sender_name: string | null = null,
	attachments: string[] = []
): Reply {
	return { sender_name, content, attachments };
}

/** The plain text above the button. */
function body(replies: Reply[], reply_count = replies.length): string {
	const { text } = renderReplyEmail({ ...REPLY, replies, reply_count });
	return text.slice(0, text.indexOf('\n\nOpen the chat'));
}

/** The visible text of the HTML, one line per element. */
function seen(html: string): string {
	return html
		.replace(/^[^]*<h1/, '<h1')
		.replace(/<[^>]*>/g, '\n')
		.replace(/\n+/g, '\n');
}

Deno.test('one reply: subject, preview, button and unsubscribe link in both parts', () => {
	const email = renderReplyEmail(REPLY);
	equal(email.subject, 'New reply from Example Support');
	equal(email.to, 'user@example.com');
	deepEqual(email.from, { name: 'Example Support', address: 'support@example.com' });
	for (const part of [email.html, email.text]) {
		match(part, /You have a new reply/);
		match(part, /Your parcel is on its way\./);
		match(part, /https:\/\/app\.example\/\?support=open/);
		match(part, /https:\/\/app\.example\/unsubscribe\?token=a1b2c3/);
	}
});

Deno.test('several replies are shown oldest first, under the same subject', () => {
	const replies = [reply('one'), reply('two'), reply('three')];
	const email = renderReplyEmail({ ...REPLY, replies, reply_count: 3 });
	equal(email.subject, 'New reply from Example Support');
	const expected = /3 new replies[^]*Example Support[^]*one[^]*two[^]*three[^]*Open the chat/;
	for (const part of [seen(email.html), email.text]) {
		match(part, expected);
		ok(!/ more/.test(part));
	}
	equal(body(replies), 'You have 3 new replies\n\nExample Support:\n> one\n\n> two\n\n> three');
});

Deno.test('the author is named where it changes', () => {
	const replies = [
		reply('1', 'Ann'),
		reply('2', 'Ann'),
		reply('3', 'Bob'),
		reply('4'),
		reply('5', ' ')
	];
	equal(
		body(replies),
		'You have 5 new replies\n\nAnn:\n> 1\n\n> 2\n\nBob:\n> 3\n\nExample Support:\n> 4\n\n> 5'
	);
	const { html } = renderReplyEmail({ ...REPLY, replies, reply_count: 5 });
	match(seen(html), /\nAnn\n1\n2\nBob\n3\nExample Support\n4\n5\n/);
});

Deno.test('replies that are not shown are counted', () => {
	const replies = ['4', '5', '6', '7', '8'].map((content) => reply(content));
	match(body(replies, 8), /> 8\n\nand 3 more$/);
	match(seen(renderReplyEmail({ ...REPLY, replies, reply_count: 8 }).html), /\nand 3 more\n/);
	// More replies than the contract allows are not shown either.
	const six = ['1', ...['4', '5', '6', '7', '8']].map((content) => reply(content));
	ok(!body(six, 8).includes('> 1'));
	match(body(six, 8), /and 3 more$/);
});

Deno.test('each reply is cut separately, between grapheme clusters', () => {
	const text = body([reply('👍🏽'.repeat(300)), reply('y'.repeat(300)), reply('short')]);
	deepEqual(
		text.split('\n').filter((line) => line.startsWith('> ')),
		[`> ${'👍🏽'.repeat(199)}…`, `> ${'y'.repeat(199)}…`, '> short']
	);
});

Deno.test('mail lists preview the newest reply', () => {
	const { html } = renderReplyEmail({
		...{ ...REPLY, replies: [reply('one'), reply('two')], reply_count: 2 }
	});
	match(html, /<div style="display:none[^>]*>two&/);
});

Deno.test('a reply is formatted as in the chat, and the plain-text part keeps its marks', () => {
	const content = '**Bold**, *it*, `a < b` and\n```ts\nlet *x*;\n```\n**<b>**, `<i>`';
	const { html, text } = renderReplyEmail({ ...REPLY, replies: [reply(content)] });
	match(html, /<strong>Bold<\/strong>, <em>it<\/em>, <code [^>]*>a &lt; b<\/code> and<div [^>]*>/);
	match(html, /<code>let \*x\*;<\/code><\/div><strong>&lt;b&gt;<\/strong>, <code [^>]*>&lt;i&gt;</);
	match(html, /<div style="display:none[^>]*>Bold, it, a &lt; b and\nlet/);
	ok(text.includes('> **Bold**, *it*, `a < b` and'));
});

Deno.test('headers: one-click unsubscribe (RFC 8058) and no automatic replies', () => {
	deepEqual(renderReplyEmail(REPLY).headers, {
		'List-Unsubscribe': '<https://app.example/unsubscribe?token=a1b2c3>',
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
		'Auto-Submitted': 'auto-generated',
		'X-Auto-Response-Suppress': 'All'
	});
});

Deno.test('the button has the app’s colour, in dark mode too', () => {
	const { html } = renderReplyEmail({ ...REPLY, accent_color: '#ffcc00' });
	match(html, /bgcolor="#ffcc00" style="background:#ffcc00;/);
	match(html, /<a class="button-text"[^>]*color:#000000;/);
	match(html, /\.button \{ background: #ffcc00 !important;/);
	match(html, /\.button-text \{ color: #000000 !important;/);
	const attack = renderReplyEmail({ ...REPLY, accent_color: '#ffcc00;}</style><b>' });
	ok(!attack.html.includes('<b>'));
	match(attack.html, /bgcolor="#4338ca"/);
});

Deno.test('links keep the path of the app’s URL', () => {
	const email = renderReplyEmail({ ...REPLY, app_url: 'https://example.com/app' });
	match(email.text, /https:\/\/example\.com\/app\/\?support=open/);
	match(email.text, /https:\/\/example\.com\/app\/unsubscribe\?token=/);
});

Deno.test('HTML in a reply or a setting stays text', () => {
	const attack = `"><script>alert('1')</script>&lt;`;
	const replies = [reply(attack, attack)];
	const { html } = renderReplyEmail({ ...REPLY, replies, app_name: '<b>&"\'' });
	ok(!/<script|<b>/.test(html));
	const escaped = /&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;&amp;lt;/g;
	// Preview, author and reply.
	equal(html.match(escaped)?.length, 3);
	match(html, /&lt;b&gt;&amp;&quot;&#39; Support/);
});

Deno.test('the app’s URL cannot break out of its attribute or its header', () => {
	const app_url = `https://app.example/"><img/src=x>`;
	const { html, headers } = renderReplyEmail({ ...REPLY, app_url });
	ok(!html.includes('<img'));
	match(headers['List-Unsubscribe'] ?? '', /^<[^<>"\s]+>$/);
});

Deno.test('no setting can start another header', () => {
	const injected = 'Example\r\nBcc: everybody@example.com';
	const email = renderReplyEmail({
		...REPLY,
		app_name: injected,
		from: `${injected} <support@example.com>`,
		unsubscribe_token: '>\r\nBcc: x'
	});
	const lines = [
		email.subject,
		formatSender(email.from),
		email.to,
		...Object.values(email.headers)
	];
	for (const line of lines) ok(!/[\r\n\u2028]/.test(line), line);
	match(email.headers['List-Unsubscribe'] ?? '', /^<[^<>\s]+>$/);
});

Deno.test('no user content changes the text direction', () => {
	const turned = '\u202egpj.exe\u2066';
	const from = `${turned} <support@example.com>`;
	const replies = [reply(turned, turned), reply(turned)];
	const email = renderReplyEmail({ ...REPLY, replies, app_name: turned, from });
	for (const part of [email.html, email.text, email.subject, email.from.name]) {
		ok(!/[\u202a-\u202e\u2066-\u2069]/.test(part), part);
		match(part, /gpj\.exe/);
	}
});

Deno.test('a name is one line of at most 80 characters', () => {
	const name = `Ann\r\n> forged\u2028${'x'.repeat(500)}`;
	const [, , author = ''] = body([reply('one', name)]).split('\n');
	match(author, /^Ann > forged x+…:$/);
	ok(author.length <= 81);
});

Deno.test('the HTML loads no image and supports dark mode', () => {
	const { html } = renderReplyEmail(REPLY);
	ok(!/<img|url\(/.test(html));
	match(html, /name="color-scheme" content="light dark"/);
	match(html, /prefers-color-scheme: dark/);
});

Deno.test('the same reply renders the same e-mail on every attempt', () => {
	deepEqual(renderReplyEmail(REPLY), renderReplyEmail(REPLY));
});

Deno.test('files are named below the text, as they are and without an address', () => {
	const names = ['bill *2*.pdf', '<b>"a"</b>.png'];
	const replies = [reply('See *these*', null, names)];
	equal(
		body(replies),
		'You have a new reply\n\nExample Support:\n> See *these*\n> 📎 bill *2*.pdf\n> 📎 <b>"a"</b>.png'
	);
	const { html, text } = renderReplyEmail({ ...REPLY, replies });
	match(
		seen(html),
		/\nSee \nthese\n📎 bill \*2\*\.pdf\n📎 &lt;b&gt;&quot;a&quot;&lt;\/b&gt;\.png\n/
	);
	for (const part of [html, text]) ok(!/support-attachments|\/storage\//.test(part));
});

Deno.test('a reply of files only names each once', () => {
	const replies = [reply('a.png, b.pdf', null, ['a.png', 'b.pdf'])];
	equal(body(replies), 'You have a new reply\n\nExample Support:\n> 📎 a.png\n> 📎 b.pdf');
	const { html } = renderReplyEmail({ ...REPLY, replies });
	match(html, /<div style="display:none[^>]*>a\.png, b\.pdf&/);
	equal(html.match(/a\.png/g)?.length, 2);
});

Deno.test('a file’s name is one line without turns, and keeps its ending when it is cut', () => {
	const name = `a\r\n> forged\u202e${'x'.repeat(300)}.pdf`;
	const line = body([reply('', null, [name])])
		.split('\n')
		.at(-1)!;
	match(line, /^> 📎 a > forgedx+….pdf$/);
	ok(line.length <= 86, String(line.length));
});
