import {
	browserClock,
	browserEnvironment,
	browserStore
} from '../../conversation/browser/browser-ports.ts';
import { createActivity } from '../../conversation/create-activity.ts';
import { createConversation } from '../../conversation/create-conversation.ts';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Admin } from '../../core/admin.ts';
import type { Conversation } from '../../core/conversation.ts';
import { ChatNotes } from '../../core/notes/chat-notes.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseNoteTransport } from '../../supabase/transports/note-transport.ts';

/** What an open chat consists of. Each part is started when it is shown and stopped after. */
export interface OpenChat {
	/** Its conversation, from the admin's side. */
	conversation: ReactiveValue<Conversation>;
	/** Typing and presence in it. */
	activity: ReactiveValue<Activity>;
	notes: ReactiveValue<ChatNotes>;
}

/** Makes the parts of a chat that `admin` opens in this browser. */
export function openChat(chatId: string, client: ChatClient, admin: Admin): OpenChat {
	const { userId, id: adminId } = admin;
	const conversation = createConversation({ client, chatId, userId, side: 'admin' });
	return {
		conversation,
		activity: createActivity({ client, conversation: conversation.value }),
		notes: new ReactiveValue(
			new ChatNotes({
				...{ chatId, userId, adminId, clock: browserClock },
				transport: new SupabaseNoteTransport({ client, chatId, adminId }),
				storage: browserStore,
				environment: browserEnvironment
			})
		)
	};
}
