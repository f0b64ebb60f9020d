import { mount, unmount, type ComponentProps } from 'svelte';
import tokens from '../../tokens.css?inline';
import { adoptStyles, openShadow } from '../../conversation/shadow.ts';
import SupportInbox from '../SupportInbox.svelte';
import hostStyles from './host.css?inline';

/** Mounts the inbox in the shadow root of `host`; returns a function that removes it. */
export function mountInbox(
	host: HTMLElement,
	props: ComponentProps<typeof SupportInbox>
): () => void {
	const discardTokens = adoptStyles(host, tokens);
	const root = openShadow(host, hostStyles);
	host.classList.add('support-chat');
	const { title } = document;
	const inbox = mount(SupportInbox, { target: root, props });
	return () => {
		void unmount(inbox);
		host.classList.remove('support-chat');
		discardTokens();
		document.title = title;
	};
}
