import type { LoadClient } from '../../supabase/session/client-loader.ts';
import { getReplyEmails, setReplyEmails } from '../../supabase/transports/reply-emails.ts';
import { ReplyEmails } from '../chat/reply-emails.svelte.ts';

export { loadAlertTexts } from '../../languages/alert-texts.ts';
/** Loaded by the settings on first use. */
export { default as WidgetSwitches } from './WidgetSwitches.svelte';

/** Whether the user gets e-mails about replies. The client is loaded with the first read or change. */
export function createReplyEmails(loadClient: LoadClient): ReplyEmails {
	return new ReplyEmails({
		get: async () => getReplyEmails(await loadClient()),
		set: async (enabled) => setReplyEmails(await loadClient(), enabled)
	});
}
