import { Activity, type ActiveConversation } from '../core/presence/activity.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import { SupabaseActivityTransport } from '../supabase/transports/activity-transport.ts';
import { browserClock, browserEnvironment } from './browser/browser-ports.ts';
import { ReactiveValue } from './reactive-value.ts';

export interface CreateActivityOptions {
	client: ChatClient;
	conversation: ActiveConversation & { readonly chatId: string };
}

/** The activity in a conversation of this browser. Call `start` when it is shown and `stop` after. */
export function createActivity({
	client,
	conversation
}: CreateActivityOptions): ReactiveValue<Activity> {
	const { chatId, side } = conversation;
	return new ReactiveValue(
		new Activity({
			conversation,
			transport: new SupabaseActivityTransport({ client, chatId, side }),
			clock: browserClock,
			environment: browserEnvironment
		})
	);
}
