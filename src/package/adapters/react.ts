import { useEffect, useRef, useSyncExternalStore } from 'react';
import {
	startSupportChat,
	type SupportChatOptions
} from '../../lib/support-chat/widget/start-support-chat.ts';
import { chatState, NO_CHAT, onChatState, type ChatState } from './running-chat.ts';

export type { SupportChatOptions } from '../../lib/support-chat/widget/start-support-chat.ts';
export type { ChatState } from './running-chat.ts';

/**
 * The support chat of the signed-in user. Render it once; it draws outside of React's tree. Another
 * project, user, language, side or launcher starts another chat; `title` and `welcome` may change at any
 * time; the first `client` or `accessToken` is kept.
 */
export function SupportChat(options: SupportChatOptions): null {
	const latest = useRef(options);
	const { project, user, language, side, launcher, target } = options;
	useEffect(() => void (latest.current = options));
	useEffect(() => {
		const chat = startSupportChat({
			...latest.current,
			get title() {
				return latest.current.title;
			},
			get welcome() {
				return latest.current.welcome;
			}
		});
		return () => chat.destroy();
	}, [project.url, project.publishableKey, user.id, language, side, launcher, target]);
	return null;
}

/** The page's chat, for a button of the app's own: `unread`, `isOpen`, `connected`, and its actions. */
export function useSupportChat(): ChatState {
	return useSyncExternalStore(onChatState, chatState, () => NO_CHAT);
}
