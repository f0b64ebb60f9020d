import type { ConversationOptions } from '../core/conversation-options.ts';
import { Conversation } from '../core/conversation.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import { SupabaseChatTransport } from '../supabase/transports/chat-transport.ts';
import { browserClock, browserEnvironment, browserStore } from './browser/browser-ports.ts';
import { ReactiveValue } from './reactive-value.ts';

export interface CreateConversationOptions extends Pick<
	ConversationOptions,
	'chatId' | 'userId' | 'side' | 'unsent' | 'draft'
> {
	client: ChatClient;
}

/** A conversation in this browser. Call `start` when it is mounted and `stop` after. */
export function createConversation(
	options: CreateConversationOptions
): ReactiveValue<Conversation> {
	return new ReactiveValue(
		new Conversation({
			...options,
			transport: new SupabaseChatTransport(options),
			clock: browserClock,
			storage: browserStore,
			environment: browserEnvironment,
			loadUploads: (parts) =>
				import('./files/start-uploads.ts').then(({ startUploads }) =>
					startUploads({ ...options, ...parts })
				)
		})
	);
}
