import { mount } from 'svelte';
import HostPage from '../../browser/pages/HostPage.svelte';
import { makeHistory, startLauncher } from './launcher.ts';

// A host page with @chatscope/chat-ui-kit-react behind a launcher.

mount(HostPage, { target: document.body, props: { items: ['a', 'b'] } });
startLauncher(async (panel) => {
	const { showChat } = await import('./chatscope-panel.ts');
	showChat(panel, makeHistory());
});
