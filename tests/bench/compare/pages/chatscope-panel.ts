import '@chatscope/chat-ui-kit-styles/dist/default/styles.min.css';
import {
	ChatContainer,
	MainContainer,
	Message,
	MessageInput,
	MessageList
} from '@chatscope/chat-ui-kit-react';
import { createElement as make } from 'react';
import { createRoot } from 'react-dom/client';
import type { MadeMessage } from './launcher.ts';

export function showChat(panel: HTMLElement, history: readonly MadeMessage[]): void {
	const messages = history.map(({ text, isMine }, index) =>
		make(Message, {
			key: index,
			model: {
				message: text,
				sender: isMine ? 'me' : 'Support',
				direction: isMine ? 'outgoing' : 'incoming',
				position: 'single'
			}
		})
	);
	const chat = make(
		MainContainer,
		null,
		make(
			ChatContainer,
			null,
			make(MessageList, { scrollBehavior: 'auto' }, ...messages),
			make(MessageInput, { placeholder: 'Message', attachButton: false, autoFocus: true })
		)
	);
	createRoot(panel).render(chat);
}
