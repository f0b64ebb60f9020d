import type { SignedInUser } from '$lib/auth/verified-user.ts';
import type { RequestClient } from '$lib/auth/request-client.ts';
import type { Project } from '$lib/support-chat/supabase/chat-client.ts';

declare global {
	namespace App {
		interface Locals {
			project: Project;
			supabase: RequestClient;
			/** From verified claims; null when nobody is signed in. */
			user: SignedInUser | null;
		}
		interface PageData {
			project: Project;
			user: SignedInUser | null;
		}
	}
}
