import { deepEqual, equal, match, ok } from 'node:assert/strict';
import { mailLanguage } from './mail-language.ts';
import { renderReplyEmail } from './reply-email.ts';
import { REPLY } from '../testing.ts';

const LANGUAGES = ['en', 'de', 'es', 'fr', 'pt-BR', 'ja', 'zh-Hans', 'ar'];

/** The e-mail about `reply_count` unread replies, of which it shows at most five. */
function mail(language: string | null, reply_count = 1) {
	const replies = Array.from({ length: Math.min(5, reply_count) }, () => REPLY.replies[0]!);
	return renderReplyEmail({ ...REPLY, language, replies, reply_count });
}

Deno.test('a tag finds its language whatever its region, and any other tag is English', () => {
	const found = ['de-AT', 'DE', 'pt-PT', 'zh-TW', 'ar-EG', 'nl', 'deu', '', null, undefined];
	deepEqual(
		found.map((tag) => mailLanguage(tag).tag),
		['de', 'de', 'pt-BR', 'zh-Hans', 'ar', 'en', 'en', 'en', 'en', 'en']
	);
});

Deno.test('each language has every text, and none in English', () => {
	const english = seen(mail('en', 8).html);
	for (const language of LANGUAGES) {
		const { subject, html, text } = mail(language, 8);
		match(html, new RegExp(`^<!doctype html>\n<html lang="${language}" dir="`));
		ok(!/#[^x0-9a-f]|undefined/.test(text + subject), language);
		match(html, /8|٨/);
		if (language === 'en') continue;
		const left = seen(html).filter((line) => english.includes(line));
		// The reply itself, and the sender, which German and English share.
		const same = language === 'de' ? ['Example Support'] : [];
		deepEqual(new Set(left), new Set(['Your parcel is on its way.', ...same]));
	}
});

Deno.test('the subject is the specified one, or its translation', () => {
	equal(mail(null).subject, 'New reply from Example Support');
	equal(mail('de').subject, 'Neue Antwort von Example Support');
	equal(mail('es').subject, 'Nueva respuesta de Soporte de Example');
	equal(mail('ja').subject, 'Example サポートからの新しい返信');
	equal(mail('ar').subject, 'رد جديد من دعم Example');
});

Deno.test('Arabic uses its plural forms, from right to left', () => {
	const heading = (count: number) =>
		mail('ar', count)
			.text.split('\n')[0]
			?.replace(/[\d٠-٩]+/, '#');
	deepEqual([1, 2, 3, 11, 100].map(heading), [
		'لديك رد جديد',
		'لديك ردّان جديدان',
		'لديك # ردود جديدة',
		'لديك # ردًا جديدًا',
		'لديك # رد جديد'
	]);
	const { html } = mail('ar', 2);
	match(html, /<html lang="ar" dir="rtl">/);
	// Mail programs remove html and body.
	match(html, /<table [^>]*lang="ar" dir="rtl"/);
	ok(!/text-align:left|border-radius:4px 14px/.test(html));
	match(mail('en').html, /text-align:left/);
});

Deno.test('names and labels end with the language’s colon', () => {
	match(mail('fr').text, /^Assistance Example\u00a0:$/m);
	match(mail('fr').text, /^Ouvrir le chat\u00a0: https:/m);
	match(mail('zh-Hans').text, /^打开聊天： https:/m);
	match(mail('en').text, /^Open the chat: https:/m);
});

/** The visible text of the HTML, one line per element. */
function seen(html: string): string[] {
	return html
		.replace(/^[^]*?<table/, '<table')
		.split(/<[^>]*>|\n/)
		.map((line) => line.trim())
		.filter(Boolean);
}
