import type { SignedInUser } from '$lib/auth/verified-user.ts';
import type { RequestClient } from '$lib/auth/request-client.ts';
import type { PageLanguage } from '$lib/server/page-language/page-language.ts';
import type { Project } from '$lib/support-chat/supabase/chat-client.ts';

declare global {
	namespace App {
		interface Locals {
			/** What the visitor's browser asks for. */
			language: PageLanguage;
			/** Set when an error of ours is answered. */
			failed?: boolean;
			project: Project;
			supabase: RequestClient;
			/** From verified claims; null when nobody is signed in. */
			user: SignedInUser | null;
		}
		interface PageData {
			/** Of the page and its errors. */
			tongue: { tag: string; dir: 'ltr' | 'rtl' };
			errors: PageLanguage['texts']['errors'];
			project: Project;
			user: SignedInUser | null;
		}
	}
}
