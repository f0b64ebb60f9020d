import { createSubscriber } from 'svelte/reactivity';
import { chatState, onChatState, type ChatState } from './running-chat.ts';

export type { SupportChatOptions } from '../../lib/support-chat/widget/start-support-chat.ts';
export type { ChatState } from './running-chat.ts';

/** The page's chat, for a button of the app's own: reactive state, and its actions. */
export function useSupportChat(): ChatState {
	const subscribe = createSubscriber((update) => onChatState(update));
	const current = () => (subscribe(), chatState());
	const { open, close, toggle } = chatState();
	return {
		get unread() {
			return current().unread;
		},
		get isOpen() {
			return current().isOpen;
		},
		get connected() {
			return current().connected;
		},
		...{ open, close, toggle }
	};
}
