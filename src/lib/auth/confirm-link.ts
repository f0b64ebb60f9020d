import { z } from 'zod';

const confirmLink = z.object({
	token_hash: z
		.string()
		.max(1000)
		.regex(/^[\w-]+$/),
	type: z.enum(['signup', 'email', 'recovery', 'email_change', 'invite', 'magiclink'])
});

/** The parameters of a link in an e-mail of Supabase Auth (supabase/templates). */
export type ConfirmLink = z.infer<typeof confirmLink>;

/** The link in a page's address, or null when it is missing or malformed. */
export function readConfirmLink(params: URLSearchParams): ConfirmLink | null {
	return confirmLink.safeParse(Object.fromEntries(params)).data ?? null;
}
