import { createContext } from 'svelte';
import type { ReactiveValue } from '../conversation/reactive-value.ts';
import type { Activity } from '../core/presence/activity.ts';
import type { Conversation } from '../core/conversation.ts';
import type { Admin } from '../core/admin.ts';
import type { InboxTexts } from '../languages/en/inbox.ts';
import type { ChatMoves } from './archive/chat-moves.svelte.ts';
import type { DeskPresence } from '../core/presence/desk-presence.ts';
import type { KeyboardTargets } from './keyboard/keyboard-targets.svelte.ts';
import type { Health } from './health/health.svelte.ts';
import type { LiveInbox } from './live/live-inbox.svelte.ts';
import type { StoredSwitch } from './ui/stored-switch.svelte.ts';
import type { UndoQueue } from './archive/undo-queue.svelte.ts';
import type { UnreadCount } from './live/unread-count.svelte.ts';

export interface InboxContext {
	/** What the inbox says. */
	texts: InboxTexts;
	/** The admins' channel. */
	live: LiveInbox;
	/** Archiving and restoring, and what of it can be undone. */
	moves: ChatMoves;
	undo: UndoQueue;
	/** What the keyboard acts on, and whether it does. */
	targets: KeyboardTargets;
	singleKeys: StoredSwitch;
	/** Whether the next chat is opened after the open one was archived. */
	opensNext: StoredSwitch;
	/** Goes to another page of the inbox; `replace`: in the place of this one. */
	navigate(href: string, replace: boolean): void;
	/** The other admins, and where they are. */
	colleagues: ReactiveValue<DeskPresence>;
	/** How many active chats are unread. */
	unread: UnreadCount;
	/** What is wrong with the machinery behind the chat. */
	health: Health;
	/** Id of the signed-in admin's account. */
	userId: string;
	/** The signed-in admin, as the others see them. */
	admin: Admin;
	/** The conversation of a chat, from the admin's side; in the browser only. */
	converse(chatId: string): ReactiveValue<Conversation>;
	/** What goes on in a conversation beside its messages. */
	attend(conversation: Conversation): ReactiveValue<Activity>;
}

/** What the parts of the inbox share: one for each mounted `InboxFrame`. */
export const [useInbox, setInbox] = createContext<InboxContext>();
