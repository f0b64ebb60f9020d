import { createActivityStore } from '../../conversation/activity-store.svelte.ts';
import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import {
	createConversationStore,
	type BrowserConversationOptions,
	type ConversationStore
} from '../../conversation/conversation-store.svelte.ts';
import { watchAvailability } from '../../core/presence/agent-availability.ts';
import { SupabaseAvailabilityTransport } from '../../supabase/transports/availability-transport.ts';
import { getReplyTime } from '../../supabase/transports/reply-time.ts';
import { AgentPresence } from './agent-presence.svelte.ts';

/** The user's chat with all that runs behind it. */
export class LiveChat {
	readonly store: ConversationStore;
	/** Who is at the other end. */
	readonly agents: AgentPresence;

	constructor(options: Omit<BrowserConversationOptions, 'side'>) {
		const { client } = options;
		this.store = createConversationStore({ ...options, side: 'user' });
		this.agents = new AgentPresence({
			activity: createActivityStore({ client, conversation: this.store }),
			watchAvailability: (onDuty) =>
				watchAvailability(
					{ transport: new SupabaseAvailabilityTransport(client), environment: browserEnvironment },
					onDuty
				),
			readReplyTime: () => getReplyTime(client),
			clock: browserClock
		});
	}

	stop(): void {
		this.agents.stop();
		this.store.stop();
	}
}
