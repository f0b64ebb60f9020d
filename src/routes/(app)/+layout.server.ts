import { loadAdmin } from '$lib/support-chat/inbox/load-pages.ts';
import { redirect } from '@sveltejs/kit';
import { withNext } from '../auth/with-next.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { user, supabase } = locals;
	// E-mails link to the open chat, which needs a signed-in user.
	if (!user && url.searchParams.get('support') === 'open') {
		redirect(303, withNext('/auth/sign-in', url.pathname + url.search));
	}
	return { isSupportAdmin: user !== null && (await loadAdmin(supabase, user.id)) !== null };
};
