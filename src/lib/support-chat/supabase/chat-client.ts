import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';

/** What the chat uses of supabase-js. An app's own client, with whatever tables, is one too. */
export type ChatClient = Pick<
	SupabaseClient<Database>,
	'from' | 'rpc' | 'channel' | 'removeChannel'
> & {
	auth: ChatAuth;
	realtime: Pick<SupabaseClient['realtime'], 'setAuth'>;
};

/** What it uses of supabase-js's `auth`. */
export interface ChatAuth {
	getSession(): Promise<{
		data: { session: { access_token: string } | null };
		error: Error | null;
	}>;
	/**
	 * The server has refused the token as ended: the next `getSession` renews it. False when that was done
	 * a moment ago, and would not help.
	 */
	refuse?(token: string): boolean;
	/** Of auth-js. */
	refreshSession?(): Promise<unknown>;
	onAuthStateChange(listener: (event: string) => void): {
		data: { subscription: { unsubscribe(): void } };
	};
}

/** Where the chat's tables are. */
export interface Project {
	/** `https://<ref>.supabase.co`, or the local stack's address. */
	url: string;
	/** `sb_publishable_…`; meant to be public. */
	publishableKey: string;
}
