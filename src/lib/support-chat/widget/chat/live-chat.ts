import { createActivityStore } from '../../conversation/activity-store.svelte.ts';
import { browserClock, browserSurroundings } from '../../conversation/browser/browser-ports.ts';
import {
	createConversationStore,
	type BrowserConversationOptions,
	type ConversationStore
} from '../../conversation/conversation-store.svelte.ts';
import { watchDuty } from '../../core/presence/agent-availability.ts';
import { SupabaseDutyTransport } from '../../supabase/transports/availability-transport.ts';
import { getReplyTime } from '../../supabase/transports/reply-time.ts';
import { Company } from './agent-presence.svelte.ts';

/** The user's chat with all that runs behind it. */
export class LiveChat {
	readonly store: ConversationStore;
	/** Who is at the other end. */
	readonly company: Company;

	constructor(options: Omit<BrowserConversationOptions, 'side'>) {
		const { client } = options;
		this.store = createConversationStore({ ...options, side: 'user' });
		this.company = new Company({
			activity: createActivityStore({ client, conversation: this.store }),
			watchDuty: (onDuty) =>
				watchDuty(
					{ transport: new SupabaseDutyTransport(client), surroundings: browserSurroundings },
					onDuty
				),
			readReplyTime: () => getReplyTime(client),
			clock: browserClock
		});
	}

	stop(): void {
		this.company.stop();
		this.store.stop();
	}
}
