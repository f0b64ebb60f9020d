import { createContext } from 'svelte';
import type { ReactiveValue } from '../conversation/reactive-value.ts';
import type { Admin } from '../core/admin.ts';
import type { InboxTexts } from '../languages/en/inbox.ts';
import type { openChat, OpenChat } from './chat/open-chat.ts';
import type { ChatMoves } from './archive/chat-moves.svelte.ts';
import type { InboxAddress } from './inbox-address.ts';
import type { InboxArea } from './inbox-area.ts';
import type { InboxLinks } from './place/inbox-place.ts';
import type { DeskPresence } from '../core/presence/desk-presence.ts';
import type { KeyboardTargets } from './keyboard/keyboard-targets.svelte.ts';
import type { Health } from './health/health.svelte.ts';
import type { SettingsPort } from './settings/settings-port.ts';
import type { LiveInbox } from './live/live-inbox.svelte.ts';
import type { StoredSwitch } from './ui/stored-switch.svelte.ts';
import type { Mentions } from './notes/mentions.svelte.ts';
import type { UndoQueue } from './archive/undo-queue.svelte.ts';
import type { SavedReplies } from './replies/saved-replies.svelte.ts';
import type { Team } from './team/team.svelte.ts';
import type { TeamActions } from './team/team-actions.ts';
import type { UnreadCount } from './live/unread-count.ts';

export interface InboxContext {
	/** The inbox's texts. */
	texts: InboxTexts;
	/** The admins' channel. */
	live: LiveInbox;
	/** Archiving and restoring, and undoing either. */
	moves: ChatMoves;
	undo: UndoQueue;
	/** All support admins, and what they do with chats apart from archiving. */
	team: Team;
	actions: TeamActions;
	/** The replies that admins have saved for each other. */
	replies: SavedReplies;
	/** What the keyboard acts on, and whether single-key shortcuts are on. */
	targets: KeyboardTargets;
	singleKeys: StoredSwitch;
	/** Whether the next chat is opened after the open one was archived. */
	opensNext: StoredSwitch;
	/** The address of the list, or of a chat opened from it, at one of its messages (by `seq`). */
	hrefOf(address: InboxAddress, chatId?: string, at?: number): string;
	/** The address of an area, or of a part of it. */
	hrefOfArea(area: InboxArea, part?: string, params?: URLSearchParams): string;
	/** Goes to an address from `hrefOf` or `hrefOfArea`; `replace`: instead of the present history entry. */
	navigate: InboxLinks['navigate'];
	/** The admins who are online, and which chat each views. */
	colleagues: ReactiveValue<DeskPresence>;
	/** How many active chats are unread. */
	unread: UnreadCount;
	/** The chats with notes that mention the signed-in admin, who has not seen them. */
	mentions: Mentions;
	/** Network access of the settings; loads their code. */
	settings(): Promise<SettingsPort>;
	/** Problems of the services behind the chat. */
	health: Health;
	/** Id of the signed-in admin's account. */
	userId: string;
	/** The signed-in admin. */
	admin: Admin;
	/**
	 * Opens a chat in the browser, once the network's code is loaded; null when `signal` is aborted before.
	 *
	 * @param open makes its parts: the code of the chat's page
	 */
	openChat(chatId: string, open: typeof openChat, signal: AbortSignal): Promise<OpenChat | null>;
}

/** What the parts of the inbox share: one per mounted `InboxFrame`. */
export const [useInbox, setInbox] = createContext<InboxContext>();
