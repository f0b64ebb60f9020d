import type { ChatSummary, ChatUser } from '../../core/chat-summary.ts';
import { connectionState, type ConnectionState } from '../../core/sync/connection.ts';
import { POLL_MS, RECONCILE_MS } from '../../core/sync/refetch-scheduler.ts';
import { spread } from '../../core/sync/retry-delay.ts';
import type { Message } from '../../core/message.ts';
import type { Note } from '../../core/notes/note.ts';
import type { ChannelHandle, ChannelStatus, Clock, PageEnvironment } from '../../core/ports.ts';
import type { InboxPort } from './inbox-port.ts';

/** A part of the page that shows chats. */
export interface InboxView {
	/** A chat as it is now. May come twice, late, or not at all. */
	onChat?(chat: ChatSummary): void;
	/** An admin at this page archived or restored the chat; what else it says may be old. */
	onMoved?(chat: ChatSummary): void;
	/** The chat was erased: it is in no table any more, and its id is never used again. */
	onErased?(chatId: string): void;
	/** A user wrote; `onChat` follows. */
	onUserMessage?(message: Message, user: ChatUser): void;
	/** An admin has written a note. */
	onNote?(note: Note): void;
	/** A note was deleted. */
	onNoteDeleted?(id: string): void;
	/** An admin, by the public id, has seen the notes of a chat that mention them. */
	onMentionsSeen?(adminId: string, chatId: string): void;
	/** Events may have been missed: read again. */
	refresh(): Promise<void>;
}

export interface LiveInboxPorts {
	/** Called once, in the browser. */
	connect: () => InboxPort;
	clock: Clock;
	environment: PageEnvironment;
	/** Replaced in tests; defaults to `Math.random`. */
	random?: (() => number) | undefined;
}

/**
 * The admins' one live connection, shared by the views of the inbox.
 *
 * Events are hints. The views read the table again after each join, when the tab is looked at or the
 * machine comes back online, every few seconds while the channel is down, and every minute anyway:
 * a socket that sends and receives nothing looks healthy.
 */
export class LiveInbox {
	readonly #ports: LiveInboxPorts;
	readonly #views = new Set<InboxView>();
	#port: InboxPort | null = null;
	#channel: ChannelHandle | null = null;
	#status: ChannelStatus = 'joining';
	#wasLost = false;
	#cancelTimer = () => {};
	#connection = $state<ConnectionState>('connecting');

	constructor(ports: LiveInboxPorts) {
		this.#ports = ports;
	}

	/** 'connected' only while events arrive. */
	get connection(): ConnectionState {
		return this.#connection;
	}

	get port(): InboxPort {
		return (this.#port ??= this.#ports.connect());
	}

	/** Joins the admins' channel; returns how to leave it. */
	start(): () => void {
		const stopWatching = this.#ports.environment.subscribe(() => this.#onEnvironment());
		this.#channel = this.port.subscribe({
			onChat: (chat) => this.#views.forEach((view) => view.onChat?.(chat)),
			onUserMessage: (message, user) =>
				this.#views.forEach((view) => view.onUserMessage?.(message, user)),
			onNote: (note) => this.#views.forEach((view) => view.onNote?.(note)),
			onNoteDeleted: (id) => this.#views.forEach((view) => view.onNoteDeleted?.(id)),
			onMentionsSeen: (...seen) => this.#views.forEach((view) => view.onMentionsSeen?.(...seen)),
			onStatus: (status) => this.#onStatus(status)
		});
		this.#update();
		this.#schedule();
		return () => {
			stopWatching();
			this.#cancelTimer();
			this.#channel?.close();
			this.#channel = null;
		};
	}

	/** Lets a view take part; returns how it leaves. */
	attach(view: InboxView): () => void {
		this.#views.add(view);
		// Between the read that the view was made from and now, events may have passed by.
		if (this.#status === 'joined') this.#refreshOne(view);
		return () => this.#views.delete(view);
	}

	/** Tells the views what was done here, before any event does. */
	notifyMoved(chat: ChatSummary): void {
		for (const view of this.#views) view.onMoved?.(chat);
	}

	/** Tells the views of a chat that was changed here and read again. */
	notifyChat(chat: ChatSummary): void {
		for (const view of this.#views) view.onChat?.(chat);
	}

	/** Tells the views of a chat that was read for and is not there any more. */
	notifyErased(chatId: string): void {
		for (const view of this.#views) view.onErased?.(chatId);
	}

	/** Has all views read again. */
	refresh(): void {
		this.#refresh();
	}

	#onStatus(status: ChannelStatus): void {
		this.#status = status;
		if (status === 'lost') this.#wasLost = true;
		this.#update();
		if (status === 'joined') this.#refresh();
		else this.#schedule();
	}

	#onEnvironment(): void {
		this.#update();
		const { online, visible } = this.#ports.environment;
		if (!online || !visible) return;
		this.#channel?.wake();
		this.#refresh();
	}

	#update(): void {
		const { online } = this.#ports.environment;
		this.#connection = connectionState(online, this.#status, this.#wasLost);
	}

	#refresh(): void {
		for (const view of this.#views) this.#refreshOne(view);
		this.#schedule();
	}

	#refreshOne(view: InboxView): void {
		// A failed read changes nothing on the screen: the dot shows the connection, and the next
		// read comes by itself.
		view.refresh().catch(() => {});
	}

	#schedule(): void {
		this.#cancelTimer();
		const { clock, environment, random } = this.#ports;
		const cut = this.#status === 'lost' || this.#status === 'joining';
		this.#cancelTimer = clock.after(spread(cut ? POLL_MS : RECONCILE_MS, random), () =>
			environment.visible ? this.#refresh() : this.#schedule()
		);
	}
}
