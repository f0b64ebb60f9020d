import { renderReplyEmail } from '../../../supabase/functions/support-reply-notification/mail/reply-email.ts';
import { renderPlain } from '../../../supabase/functions/support-reply-notification/mail/reply-email-format.ts';
import { quoteMessage } from '../../../supabase/functions/support-reply-notification/mail/quoted-message.ts';
import { XSS_PAYLOADS } from '../../fixtures/xss-payloads.ts';
import { watchEscapes } from '../support/hostile-world.ts';
import { expect, test } from '../support/test.ts';

const HARMLESS = {
	to: 'user@example.com',
	from: 'Example Support <support@example.com>',
	app_name: 'Example',
	app_url: 'https://app.example',
	unsubscribe_token: 'a1b2c3',
	accent_color: '#4338ca',
	reply_count: 1,
	replies: [{ sender_name: 'Ada', content: 'Harmless', attachments: ['harmless.png'] }]
};

test('an e-mail has the same structure, whatever a reply, a file’s name or a setting contains', async ({
	page
}) => {
	const escapes = watchEscapes(page, []);
	const open = async (email: Partial<typeof HARMLESS>) => {
		await page.setContent(renderReplyEmail({ ...HARMLESS, ...email }).html);
		return page.evaluate(() => ({
			// Line breaks and formatting of the reply are allowed.
			parts: [...document.querySelectorAll('*:not(br, strong, em, code, .bubble div)')].map(
				(part) => `${part.tagName} ${part.getAttributeNames()}`
			),
			preview: document.querySelector('.bubble')?.textContent,
			origins: [...document.links].map(({ origin }) => origin)
		}));
	};
	const built = await open({});
	expect(built.origins).toEqual(Array(2).fill('https://app.example'));
	for (const payload of XSS_PAYLOADS) {
		// Not in the address: mail goes to the stored address exactly, or not at all.
		const names = [`${payload}.png`];
		const replies = [{ sender_name: `Ada ${payload}`, content: payload, attachments: names }];
		const { text, files } = quoteMessage(payload, names);
		const attack = { replies, app_name: payload, accent_color: payload };
		expect(await open({ ...attack, unsubscribe_token: payload }), payload).toEqual({
			...built,
			preview: `${renderPlain(text).replaceAll('\n', '')}📎 ${files[0]}`
		});
	}
	expect(escapes).toEqual([]);
});
