import {
	onRunningChat,
	runningSupportChat,
	type SupportChat
} from '../../lib/support-chat/widget/start-support-chat.ts';

/** What a host's own button shows and calls of the page's chat. */
export interface ChatState extends Pick<SupportChat, 'open' | 'close' | 'toggle'> {
	/** How many replies are unread. */
	readonly unread: number;
	readonly isOpen: boolean;
	/** Whether the chat has a live connection. */
	readonly connected: boolean;
}

const actions: Pick<SupportChat, 'open' | 'close' | 'toggle'> = {
	open: (options) => runningSupportChat()?.open(options),
	close: () => runningSupportChat()?.close(),
	toggle: () => runningSupportChat()?.toggle()
};

/** The state on a server, and while no chat runs. */
export const NO_CHAT: ChatState = { unread: 0, isOpen: false, connected: false, ...actions };

let state = NO_CHAT;

/** The state of the page's chat: the same object until it changes. */
export function chatState(): ChatState {
	const { unread, isOpen, connected } = runningSupportChat() ?? NO_CHAT;
	const isSame =
		unread === state.unread && isOpen === state.isOpen && connected === state.connected;
	if (!isSame) state = { unread, isOpen, connected, ...actions };
	return state;
}

/** Calls `listener` when the state may have changed; returns the unsubscribe function. */
export function onChatState(listener: () => void): () => void {
	let stops: (() => void)[] = [];
	const unfollow = () => stops.forEach((stop) => stop());
	const follow = (chat: SupportChat | undefined) => {
		unfollow();
		const events = ['open', 'close', 'unread', 'connection'] as const;
		stops = chat ? events.map((name) => chat.on(name, listener)) : [];
		listener();
	};
	const stop = onRunningChat(follow);
	follow(runningSupportChat());
	return () => {
		unfollow();
		stop();
	};
}
