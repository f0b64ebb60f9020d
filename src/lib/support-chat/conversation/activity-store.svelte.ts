import { createSubscriber } from 'svelte/reactivity';
import { Activity } from '../core/presence/activity.ts';
import { SupabaseActivityTransport } from '../supabase/transports/activity-transport.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import { browserClock, browserEnvironment } from './browser/browser-ports.ts';
import type { ConversationStore } from './conversation-store.svelte.ts';

/** An `Activity` that components can read: whatever they read, they hear of its changes. */
export class ActivityStore {
	readonly #activity: Activity;
	readonly #track: () => void;

	constructor(activity: Activity) {
		this.#activity = activity;
		this.#track = createSubscriber((update) => activity.subscribe(update));
	}

	get otherTyping(): boolean {
		this.#track();
		return this.#activity.otherTyping;
	}

	get userIsHere(): boolean {
		this.#track();
		return this.#activity.userIsHere;
	}

	start(): void {
		this.#activity.start();
	}

	stop(): void {
		this.#activity.stop();
	}

	leaveField(): void {
		this.#activity.leaveField();
	}
}

export interface BrowserActivityOptions {
	client: ChatClient;
	conversation: ConversationStore;
}

/** What goes on in a conversation beside its messages, once it is started. */
export function createActivityStore(options: BrowserActivityOptions): ActivityStore {
	const { client, conversation } = options;
	const { chatId, side } = conversation;
	return new ActivityStore(
		new Activity({
			conversation,
			transport: new SupabaseActivityTransport({ client, chatId, side }),
			clock: browserClock,
			environment: browserEnvironment
		})
	);
}
