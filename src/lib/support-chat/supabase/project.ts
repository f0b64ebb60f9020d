/** The Supabase project that holds the chat's tables. */
export interface Project {
	/** `https://<ref>.supabase.co`, or the local stack's address. */
	url: string;
	/** `sb_publishable_…`; public by design. */
	publishableKey: string;
}
