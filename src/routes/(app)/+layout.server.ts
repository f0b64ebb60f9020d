import { findSupportAdmin } from '$lib/auth/support-admin.ts';
import type { LayoutServerLoad } from './$types';

export const load: LayoutServerLoad = async ({ locals }) => ({
	isSupportAdmin:
		locals.user !== null && (await findSupportAdmin(locals.supabase, locals.user.id)) !== null
});
