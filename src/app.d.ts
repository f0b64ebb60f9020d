import type { SupabaseClient } from '@supabase/supabase-js';
import type { SignedInUser } from '$lib/auth/verified-user.ts';
import type { SupabaseProject } from '$lib/auth/supabase-project.ts';
import type { Database } from '$lib/support-chat/supabase/database.types.ts';

declare global {
	namespace App {
		interface Locals {
			project: SupabaseProject;
			supabase: SupabaseClient<Database>;
			/** From verified claims; null when nobody is signed in. */
			user: SignedInUser | null;
		}
		interface PageData {
			project: SupabaseProject;
			user: SignedInUser | null;
		}
	}
}
