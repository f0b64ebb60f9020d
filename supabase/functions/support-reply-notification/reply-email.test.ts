import { deepEqual, equal, match, ok } from 'node:assert/strict';
import type { ReplyEmail } from './outbox.ts';
import { renderReplyEmail } from './reply-email.ts';

const REPLY: ReplyEmail = {
	to: 'user@example.com',
	from: 'Example Support <support@example.com>',
	app_name: 'Example',
	app_url: 'https://app.example',
	unsubscribe_token: 'a1b2c3',
	reply_count: 1,
	preview: 'Your parcel is on its way.'
};

Deno.test('one reply: subject, preview, button and unsubscribe link in both parts', () => {
	const email = renderReplyEmail(REPLY);
	equal(email.subject, 'New reply from Example Support');
	equal(email.to, 'user@example.com');
	equal(email.from, 'Example Support <support@example.com>');
	for (const part of [email.html, email.text]) {
		match(part, /You have a new reply/);
		match(part, /Your parcel is on its way\./);
		match(part, /https:\/\/app\.example\/\?support=open/);
		match(part, /https:\/\/app\.example\/unsubscribe\?token=a1b2c3/);
	}
});

Deno.test('several replies are counted, and the subject stays', () => {
	const email = renderReplyEmail({ ...REPLY, reply_count: 3 });
	equal(email.subject, 'New reply from Example Support');
	match(email.html, /3 new replies/);
	match(email.text, /3 new replies/);
});

Deno.test('one-click unsubscribe as of RFC 8058', () => {
	deepEqual(renderReplyEmail(REPLY).headers, {
		'List-Unsubscribe': '<https://app.example/unsubscribe?token=a1b2c3>',
		'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click'
	});
});

Deno.test('links begin with the whole address of the app', () => {
	const email = renderReplyEmail({ ...REPLY, app_url: 'https://example.com/app' });
	match(email.text, /https:\/\/example\.com\/app\/\?support=open/);
	match(email.text, /https:\/\/example\.com\/app\/unsubscribe\?token=/);
});

Deno.test('whatever a reply or a setting holds stays text', () => {
	const attack = `"><script>alert('1')</script>&lt;`;
	const { html } = renderReplyEmail({ ...REPLY, preview: attack, app_name: '<b>&"\'' });
	ok(!/<script|<b>/.test(html));
	match(html, /&quot;&gt;&lt;script&gt;alert\(&#39;1&#39;\)&lt;\/script&gt;&amp;lt;/);
	match(html, /&lt;b&gt;&amp;&quot;&#39; Support/);
});

Deno.test('an address of the app cannot leave its attribute or its header', () => {
	const app_url = `https://app.example/"><img/src=x>`;
	const { html, headers } = renderReplyEmail({ ...REPLY, app_url });
	ok(!html.includes('<img'));
	match(headers['List-Unsubscribe'] ?? '', /^<[^<>"\s]+>$/);
});

Deno.test('no setting can begin another header', () => {
	const injected = 'Example\r\nBcc: everybody@example.com';
	const email = renderReplyEmail({
		...REPLY,
		app_name: injected,
		from: `${injected} <support@example.com>`,
		unsubscribe_token: '>\r\nBcc: x'
	});
	const lines = [email.subject, email.from, email.to, ...Object.values(email.headers)];
	for (const line of lines) ok(!/[\r\n\u2028]/.test(line), line);
	match(email.headers['List-Unsubscribe'] ?? '', /^<[^<>\s]+>$/);
});

Deno.test('nothing that comes from people turns the writing direction', () => {
	const turned = '\u202egpj.exe\u2066';
	const from = `${turned} <support@example.com>`;
	const email = renderReplyEmail({ ...REPLY, preview: turned, app_name: turned, from });
	for (const part of [email.html, email.text, email.subject, email.from]) {
		ok(!/[\u202a-\u202e\u2066-\u2069]/.test(part), part);
		match(part, /gpj\.exe/);
	}
});

Deno.test('needs no image and knows dark mode', () => {
	const { html } = renderReplyEmail(REPLY);
	ok(!/<img|url\(/.test(html));
	match(html, /name="color-scheme" content="light dark"/);
	match(html, /prefers-color-scheme: dark/);
});

Deno.test('the same reply is the same mail at every try', () => {
	deepEqual(renderReplyEmail(REPLY), renderReplyEmail(REPLY));
});
