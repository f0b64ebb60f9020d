import { z } from 'zod';

const confirmLink = z.object({
	token_hash: z
		.string()
		.max(1000)
		.regex(/^[\w-]+$/),
	type: z.enum(['signup', 'email', 'recovery', 'email_change', 'invite', 'magiclink'])
});

/** What a link in a mail of Supabase Auth asks to confirm (supabase/templates). */
export type ConfirmLink = z.infer<typeof confirmLink>;

/** The link that an address holds, or null when it holds none or half of one. */
export function readConfirmLink(params: URLSearchParams): ConfirmLink | null {
	return confirmLink.safeParse(Object.fromEntries(params)).data ?? null;
}
