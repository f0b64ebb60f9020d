import { expect } from 'vitest';
import { nextMailTo } from './mailbox.ts';
import { pauseClock, test, type Pipeline } from './pipeline.ts';

pauseClock();

async function mailArchived({ db }: Pipeline, setting: boolean): Promise<void> {
	await db.query('update public.support_settings set email_archived_replies = $1', [setting]);
}

test('a reply in an archived chat is mailed only if the setting says so', async ({ pipeline }) => {
	await mailArchived(pipeline, true);
	try {
		await pipeline.reply('That was all.');
		const { error } = await pipeline.admin.client.rpc('archive_support_chat', {
			chat_id: pipeline.chatId,
			up_to_seq: 1
		});
		expect(error).toBeNull();
		expect(await pipeline.tryAgain()).toMatchObject({ status: 'sent' });
		expect((await nextMailTo(pipeline.user.email)).text).toContain('That was all.');
	} finally {
		await mailArchived(pipeline, false);
	}
	await pipeline.reply('And this.');
	await pipeline.admin.client.rpc('archive_support_chat', { chat_id: pipeline.chatId });
	expect(await pipeline.tryAgain()).toMatchObject({ status: 'skipped', skip_reason: 'archived' });
});
