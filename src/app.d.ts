import type { SignedInUser } from '$lib/auth/verified-user.ts';
import type { ChatClient, Project } from '$lib/support-chat/supabase/chat-client.ts';

declare global {
	namespace App {
		interface Locals {
			project: Project;
			supabase: ChatClient;
			/** From verified claims; null when nobody is signed in. */
			user: SignedInUser | null;
		}
		interface PageData {
			project: Project;
			user: SignedInUser | null;
		}
	}
}
