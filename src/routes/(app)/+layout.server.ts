import { isSupportAdmin } from '$lib/auth/support-admin.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	isSupportAdmin: locals.user !== null && (await isSupportAdmin(locals.supabase, locals.user.id))
});
