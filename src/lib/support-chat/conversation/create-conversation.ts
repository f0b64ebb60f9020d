import type { ConversationOptions } from '../core/conversation-options.ts';
import { Conversation } from '../core/conversation.ts';
import type { Message } from '../core/message.ts';
import type { ChatClient } from '../supabase/chat-client.ts';
import type { FirstPage } from '../supabase/transports/first-page.ts';
import { SupabaseChatTransport } from '../supabase/transports/chat-transport.ts';
import { browserClock, browserEnvironment, browserStore } from './browser/browser-ports.ts';
import { ReactiveValue } from './reactive-value.ts';
import type { TextFormats } from './list/text-formats.svelte.ts';

export interface CreateConversationOptions extends Pick<
	ConversationOptions,
	'chatId' | 'userId' | 'side' | 'unsent' | 'draft'
> {
	client: ChatClient;
	/** Shows the messages: what they need is loaded before they are there. */
	formats?: TextFormats | undefined;
	/** May have asked for the newest messages already. */
	firstPage?: FirstPage | undefined;
}

/** A conversation in this browser. Call `start` when it is mounted and `stop` after. */
export function createConversation(
	options: CreateConversationOptions
): ReactiveValue<Conversation> {
	const { formats } = options;
	const prepare = (messages: readonly Message[]) =>
		formats?.prepare(messages.map(({ content }) => content));
	return new ReactiveValue(
		new Conversation({
			...options,
			transport: new SupabaseChatTransport({ ...options, prepare }),
			clock: browserClock,
			storage: browserStore,
			environment: browserEnvironment,
			loadUploads: (parts) =>
				// Not destructured: Vite would write a function for it.
				import('./files/start-uploads.ts').then((module) =>
					module.startUploads({ ...options, ...parts })
				)
		})
	);
}
