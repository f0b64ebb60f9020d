import type { DutyHandle } from '../../core/presence/activity-ports.ts';
import { bindClient } from '../../supabase/session/bound-client.ts';
import { createChatClient } from '../../supabase/session/browser-client.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import type { Project } from '../../supabase/project.ts';
import type { TokenSource } from '../../supabase/session/token-source.ts';
import type { UserSession } from '../../supabase/session/user-session.ts';
import { openDutyReport } from '../../supabase/transports/availability-transport.ts';
import { SupabaseDeskTransport } from '../../supabase/transports/desk-transport.ts';
import { InboxTransport } from '../../supabase/transports/inbox-transport.ts';
import { SavedRepliesTransport } from '../../supabase/transports/saved-replies-transport.ts';

export { runInbox } from './run-inbox.ts';

export interface InboxNetworkOptions {
	project: Project;
	session: UserSession;
	/** The app's own client, if it has one in the browser. */
	client: ChatClient | undefined;
	/** The app's own access tokens, if it has these instead of a client. */
	accessToken: TokenSource | undefined;
	/** Public id of the signed-in admin. */
	adminId: string;
}

/** What the inbox reads, writes and receives through the network. Its code is loaded when the list is on screen. */
export class InboxNetwork {
	readonly client: ChatClient;
	readonly inbox: InboxTransport;
	readonly replies: SavedRepliesTransport;
	readonly desk: SupabaseDeskTransport;

	constructor({ project, session, client, accessToken, adminId }: InboxNetworkOptions) {
		this.client = client
			? bindClient(client, session, project)
			: createChatClient({ project, accessToken }, session);
		this.inbox = new InboxTransport(this.client);
		this.replies = new SavedRepliesTransport(this.client);
		this.desk = new SupabaseDeskTransport(this.client, adminId);
	}

	/** Publishes the admin as on duty, under a name that users see. */
	reportDuty(name: string): DutyHandle {
		return openDutyReport(this.client, name);
	}
}
