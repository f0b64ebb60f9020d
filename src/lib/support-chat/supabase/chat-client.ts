import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';

/** supabase-js as the chat uses it. An app's own client, with whatever tables, is one too. */
export type ChatClient = SupabaseClient<Database>;

/** Where the chat's tables are. */
export interface Project {
	/** `https://<ref>.supabase.co`, or the local stack's address. */
	url: string;
	/** `sb_publishable_…`; meant to be public. */
	publishableKey: string;
}
