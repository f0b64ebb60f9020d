import { createActivity } from '../../conversation/create-activity.ts';
import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import {
	createConversation,
	type CreateConversationOptions
} from '../../conversation/create-conversation.ts';
import type { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Conversation } from '../../core/conversation.ts';
import { keepAwake } from '../../core/presence/agent-availability.ts';
import { openDutyWatch } from '../../supabase/transports/availability-transport.ts';
import { getWidgetSettings } from '../../supabase/transports/widget-settings.ts';
import { AgentPresence } from './agent-presence.svelte.ts';

/** The user's conversation plus presence. */
export class LiveChat {
	readonly conversation: ReactiveValue<Conversation>;
	/** Who is at the other end. */
	readonly agents: AgentPresence;

	constructor(options: Omit<CreateConversationOptions, 'side'>) {
		const { client } = options;
		this.conversation = createConversation({ ...options, side: 'user' });
		this.agents = new AgentPresence({
			activity: createActivity({ client, conversation: this.conversation.value }),
			watchAvailability: (onDuty) => keepAwake(openDutyWatch(client, onDuty), browserEnvironment),
			readSettings: () => getWidgetSettings(client),
			loadOfficeHours: () =>
				import('./office-hours.ts').then((module) => new module.OfficeHours(browserClock)),
			clock: browserClock
		});
	}

	stop(): void {
		this.agents.stop();
		this.conversation.value.stop();
	}
}
