import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';

test('e-mails and chats share the same formatting code', async () => {
	const [chat, mail] = await Promise.all([
		readFile('src/lib/support-chat/core/text/formatting.ts', 'utf8'),
		readFile('supabase/functions/support-reply-notification/mail/formatting.ts', 'utf8')
	]);
	expect(mail).toBe(chat);
});
