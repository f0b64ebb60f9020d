import { isSupportAdmin } from '$lib/auth/support-admin.ts';
import { error, redirect } from '@sveltejs/kit';
import type { LayoutServerLoad } from './$types';

/** Shows the way to who may not be here. What anyone may read and write is decided by Postgres. */
export const load: LayoutServerLoad = async ({ locals, url }) => {
	const { user } = locals;
	if (!user) {
		redirect(303, `/auth/sign-in?next=${encodeURIComponent(url.pathname + url.search)}`);
	}
	if (!(await isSupportAdmin(locals.supabase, user.id))) {
		error(403, 'Only support admins can open the inbox.');
	}
	return { user };
};
