import { readForm } from '$lib/auth/read-form.ts';
import { ChatError } from '$lib/support-chat/core/chat-error.ts';
import { problemOf } from '$lib/support-chat/inbox/archive/move-problem.ts';
import { InboxTransport } from '$lib/support-chat/supabase/transports/inbox-transport.ts';
import { error, fail } from '@sveltejs/kit';
import { z } from 'zod';
import type { Actions, PageServerLoad } from './$types';

const chatId = z.guid();
const seq = z
	.string()
	.regex(/^\d{1,15}$/)
	.transform(Number);

export const load: PageServerLoad = async ({ locals, params, parent }) => {
	await parent();
	if (!chatId.safeParse(params.chat).success) error(404, locals.language.texts.errors.noSuchChat);

	const inbox = new InboxTransport(locals.supabase);
	const [chat, admins] = await Promise.all([inbox.getChat(params.chat), inbox.admins()]);
	if (!chat) error(404, locals.language.texts.errors.noSuchChat);
	return { chat, admins };
};

// Only without JavaScript; with it, the browser calls the database directly.
export const actions: Actions = {
	archive: async ({ locals, params, request }) => {
		const upToSeq = seq.safeParse((await readForm({ locals, request })).get('up_to_seq'));
		if (!upToSeq.success) return fail(400, { problem: 'failed' as const });
		return answer(new InboxTransport(locals.supabase).archive(params.chat, upToSeq.data));
	},
	restore: ({ locals, params }) =>
		answer(new InboxTransport(locals.supabase).unarchive(params.chat))
};

async function answer(work: Promise<void>) {
	try {
		await work;
	} catch (cause) {
		if (!(cause instanceof ChatError)) throw cause;
		return fail(cause.status || 503, { problem: problemOf(cause) });
	}
}
