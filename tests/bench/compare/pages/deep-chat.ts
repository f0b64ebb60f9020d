import { mount } from 'svelte';
import HostPage from '../../browser/pages/HostPage.svelte';
import { makeHistory, startLauncher } from './launcher.ts';

// A host page with deep-chat behind a launcher.

interface DeepChat extends HTMLElement {
	history: { text: string; role: string }[];
	demo: boolean;
}

mount(HostPage, { target: document.body, props: { items: ['a', 'b'] } });
startLauncher(async (panel) => {
	await import('deep-chat');
	const chat = document.createElement('deep-chat') as DeepChat;
	chat.history = makeHistory().map(({ text, isMine }) => ({ text, role: isMine ? 'user' : 'ai' }));
	// It needs somebody to talk to; nothing is sent.
	chat.demo = true;
	chat.style.cssText = 'width:100%;height:620px;border:0';
	panel.append(chat);
});
