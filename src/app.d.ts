import type { SignedInUser } from '$lib/auth/verified-user.ts';
import type { RequestClient } from '$lib/auth/request-client.ts';
import type { PageLanguage } from '$lib/server/page-language/page-language.ts';
import type { Project } from '$lib/support-chat/supabase/project.ts';

declare global {
	namespace App {
		interface Locals {
			/** The visitor's language, from Accept-Language. */
			language: PageLanguage;
			/** Set when the response is a server error. */
			failed?: boolean;
			project: Project;
			supabase: RequestClient;
			/** From verified claims; null when nobody is signed in. */
			user: SignedInUser | null;
		}
		interface PageData {
			/** The visitor's language, for `lang` and `dir` of translated pages. */
			pageLanguage: { tag: string; dir: 'ltr' | 'rtl' };
			errors: PageLanguage['texts']['errors'];
			project: Project;
			user: SignedInUser | null;
		}
	}
}
