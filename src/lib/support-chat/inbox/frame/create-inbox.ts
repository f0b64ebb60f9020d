import { createActivity } from '../../conversation/create-activity.ts';
import {
	browserClock,
	browserEnvironment,
	browserStore
} from '../../conversation/browser/browser-ports.ts';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import { createConversation } from '../../conversation/create-conversation.ts';
import type { Admin } from '../../core/admin.ts';
import { ChatNotes } from '../../core/notes/chat-notes.ts';
import { DeskPresence } from '../../core/presence/desk-presence.ts';
import type { InboxTexts } from '../../languages/en/inbox.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseDeskTransport } from '../../supabase/transports/desk-transport.ts';
import { SupabaseNoteTransport } from '../../supabase/transports/note-transport.ts';
import { InboxTransport } from '../../supabase/transports/inbox-transport.ts';
import { SavedRepliesTransport } from '../../supabase/transports/saved-replies-transport.ts';
import { ChatMoves } from '../archive/chat-moves.svelte.ts';
import { KeyboardTargets } from '../keyboard/keyboard-targets.svelte.ts';
import { Health } from '../health/health.svelte.ts';
import { inboxPath } from '../inbox-address.ts';
import { areaPath } from '../inbox-area.ts';
import type { InboxContext } from '../inbox-context.ts';
import { InputRest } from '../keyboard/input-rest.ts';
import { LiveInbox } from '../live/live-inbox.svelte.ts';
import type { InboxLinks } from '../place/inbox-place.ts';
import { Mentions } from '../notes/mentions.svelte.ts';
import { StoredSwitch } from '../ui/stored-switch.svelte.ts';
import { UndoQueue } from '../archive/undo-queue.svelte.ts';
import { SavedReplies } from '../replies/saved-replies.svelte.ts';
import { Team } from '../team/team.svelte.ts';
import { TeamActions } from '../team/team-actions.ts';
import { UnreadCount } from '../live/unread-count.ts';

export interface CreateInboxOptions {
	/** The app's Supabase client; called in the browser only. */
	connect(): ChatClient;
	/** The signed-in admin. */
	admin: Admin;
	/** The inbox's texts. */
	texts: InboxTexts;
	/** Where the inbox is in the page's address. */
	place: InboxLinks;
}

/** Creates what the parts of the inbox share, for this browser and Supabase, without starting any of it. */
export function createInbox({ connect, admin, texts, place }: CreateInboxOptions): InboxContext {
	const clock = browserClock;
	const { userId } = admin;
	const live = new LiveInbox({
		connect: () => new InboxTransport(connect()),
		clock,
		environment: browserEnvironment
	});
	const undo = new UndoQueue(clock);
	const rest = new InputRest(clock, () => window);
	const desk = new DeskPresence({
		transport: () => new SupabaseDeskTransport(connect(), admin.id),
		clock,
		environment: browserEnvironment
	});
	return {
		texts,
		userId,
		admin,
		live,
		undo,
		moves: new ChatMoves({ live, undo }),
		team: new Team({ admin, port: () => live.port }),
		actions: new TeamActions({ live }),
		replies: new SavedReplies(() => new SavedRepliesTransport(connect())),
		targets: new KeyboardTargets(),
		colleagues: new ReactiveValue(desk),
		unread: new UnreadCount({ port: () => live.port, clock }),
		mentions: new Mentions({ adminId: admin.id, port: () => live.port }),
		health: new Health({ port: () => live.port, clock, environment: browserEnvironment, rest }),
		singleKeys: new StoredSwitch('support-chat:single-keys-off'),
		opensNext: new StoredSwitch('support-chat:stay-after-archiving'),
		hrefOf: (...where) => place.href(inboxPath(...where)),
		hrefOfArea: (...where) => place.href(areaPath(...where)),
		navigate: (href, replace) => place.navigate(href, replace),
		settings: async () => {
			const { SettingsTransport } = await import('../../supabase/transports/settings-transport.ts');
			return new SettingsTransport(connect(), userId);
		},
		converse: (chatId) => createConversation({ client: connect(), chatId, userId, side: 'admin' }),
		attend: (conversation) => createActivity({ client: connect(), conversation }),
		annotate: (chatId) =>
			new ReactiveValue(
				new ChatNotes({
					...{ chatId, userId, adminId: admin.id, clock },
					transport: new SupabaseNoteTransport({ client: connect(), chatId, adminId: admin.id }),
					storage: browserStore,
					environment: browserEnvironment
				})
			)
	};
}
