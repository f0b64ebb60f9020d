import type { GuestTexts } from '../../languages/en/guest.ts';
import { loadGuestTexts } from '../../languages/guest-texts.ts';
import type { Language } from '../../languages/language.ts';
import type { Project } from '../../supabase/project.ts';
import { addEmail, readEmail } from '../../supabase/session/add-email.ts';
import type { LoadClient } from '../../supabase/session/client-loader.ts';
import EmailOffer from './EmailOffer.svelte';
import { GuestEmail } from './guest-email.svelte.ts';

export interface GuestOptions {
	project: Project;
	userId: string;
	language: Language;
	loadClient: LoadClient;
}

/** What the panel has for a user without an address. */
export interface Guest {
	texts: GuestTexts;
	email: GuestEmail;
	EmailOffer: typeof EmailOffer;
}

/** Loaded for users without an address only. Rejects when their texts cannot be loaded. */
export async function createGuest(options: GuestOptions): Promise<Guest> {
	const { project, userId, language, loadClient } = options;
	return {
		texts: await loadGuestTexts(language),
		email: new GuestEmail({
			add: (email) => addEmail(project, loadClient, email),
			read: () => readEmail(project, loadClient),
			store: {
				get: (key) => localStorage.getItem(key),
				set: (key, value) => localStorage.setItem(key, value)
			},
			userId
		}),
		EmailOffer
	};
}
