import { browserClock, browserEnvironment } from '../../conversation/browser/browser-ports.ts';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Admin } from '../../core/admin.ts';
import { DeskPresence } from '../../core/presence/desk-presence.ts';
import type { InboxTexts } from '../../languages/en/inbox.ts';
import { ChatMoves } from '../archive/chat-moves.svelte.ts';
import { KeyboardTargets } from '../keyboard/keyboard-targets.svelte.ts';
import { Health } from '../health/health.svelte.ts';
import { inboxPath } from '../inbox-address.ts';
import { areaPath } from '../inbox-area.ts';
import type { InboxContext } from '../inbox-context.ts';
import { InputRest } from '../keyboard/input-rest.ts';
import type { InboxPort } from '../live/inbox-port.ts';
import { latePort } from '../live/late-port.ts';
import { LiveInbox } from '../live/live-inbox.svelte.ts';
import { loadOnce, untilLoaded } from '../live/load-once.ts';
import type { InboxLinks } from '../place/inbox-place.ts';
import { Mentions } from '../notes/mentions.svelte.ts';
import { StoredSwitch } from '../ui/stored-switch.svelte.ts';
import { UndoQueue } from '../archive/undo-queue.svelte.ts';
import { SavedReplies, type SavedRepliesPort } from '../replies/saved-replies.svelte.ts';
import { Team } from '../team/team.svelte.ts';
import { TeamActions } from '../team/team-actions.ts';
import { UnreadCount } from '../live/unread-count.ts';
import type { InboxNetwork } from './inbox-network.ts';
import type { runInbox } from './run-inbox.ts';
import { startInbox } from './start-inbox.ts';

/** The code that is loaded once the page is on screen. */
export interface LoadedNetwork {
	network: InboxNetwork;
	runInbox: typeof runInbox;
}

export interface CreateInboxOptions {
	/** Loads the network's code; called in the browser only, and again after a failure. */
	load(): Promise<LoadedNetwork>;
	/** The signed-in admin. */
	admin: Admin;
	/** The inbox's texts. */
	texts: InboxTexts;
	/** Where the inbox is in the page's address. */
	place: InboxLinks;
}

export interface CreatedInbox {
	inbox: InboxContext;
	/** Starts its live parts once the page is on screen; returns a function that stops them. */
	start(): () => void;
}

/** Creates what the parts of the inbox share, for this browser and Supabase, without starting any of it. */
export function createInbox({ load, admin, texts, place }: CreateInboxOptions): CreatedInbox {
	const clock = browserClock;
	const { userId } = admin;
	/** Set before anything starts. */
	let loaded: LoadedNetwork;
	const loading = loadOnce(async () => (loaded = await load()));
	const network = async () => (await loading()).network;
	const live = new LiveInbox({
		connect: () =>
			latePort<InboxPort, 'subscribe'>(async () => (await network()).inbox, {
				subscribe: (listener) => loaded.network.inbox.subscribe(listener)
			}),
		clock,
		environment: browserEnvironment
	});
	const undo = new UndoQueue(clock);
	const rest = new InputRest(clock, () => window);
	const desk = new DeskPresence({
		transport: () => loaded.network.desk,
		clock,
		environment: browserEnvironment
	});
	const inbox: InboxContext = {
		texts,
		userId,
		admin,
		live,
		undo,
		moves: new ChatMoves({ live, undo }),
		team: new Team({ admin, port: () => live.port }),
		actions: new TeamActions({ live }),
		replies: new SavedReplies(() =>
			latePort<SavedRepliesPort>(async () => (await network()).replies, {})
		),
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
			const [{ SettingsTransport }, { client }] = await Promise.all([
				import('../../supabase/transports/settings-transport.ts'),
				network()
			]);
			return new SettingsTransport(client, userId);
		},
		openChat: async (chatId, open, signal) => {
			const found = await untilLoaded(network, { clock, signal });
			return found && open(chatId, found.client, admin);
		}
	};
	return { inbox, start: () => startInbox(inbox, loading) };
}
