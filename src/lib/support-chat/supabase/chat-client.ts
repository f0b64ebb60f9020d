import type { SupabaseClient } from '@supabase/supabase-js';
import type { Database } from './database.types.ts';
import type { Project } from './project.ts';

/** The part of supabase-js that the chat uses. A host's own client fits, whatever its tables. */
export type ChatClient = Pick<
	SupabaseClient<Database>,
	'from' | 'rpc' | 'channel' | 'removeChannel'
> & {
	auth: ChatAuth;
	realtime: Pick<SupabaseClient['realtime'], 'setAuth'>;
	/** Where it leads, for requests that it does not send itself; on clients that are bound to a user. */
	project?: Project;
	/** The option `accessToken` of a host's client that was made with it: touching its `auth` throws. */
	hostToken?: (() => Promise<string | null>) | undefined;
};

/** The part of supabase-js's `auth` that the chat uses. */
export interface ChatAuth {
	getSession(): Promise<{
		data: { session: { access_token: string } | null };
		error: Error | null;
	}>;
	/**
	 * Reports that the server rejected the token as expired: the next `getSession` renews it. False when it
	 * was renewed moments ago, so that renewing again would not help.
	 */
	refuse?(token: string): boolean;
	/** Only on auth-js's own object. */
	refreshSession?(): Promise<unknown>;
	onAuthStateChange(listener: (event: string) => void): {
		data: { subscription: { unsubscribe(): void } };
	};
}
