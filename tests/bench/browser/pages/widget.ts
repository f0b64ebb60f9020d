import { mount } from 'svelte';
import ChatWidget from '../../../../src/lib/support-chat/widget/ChatWidget.svelte';
import HostPage from './HostPage.svelte';

// A host's page with the widget. The address says whose chat it is: `?url=…&key=…&user=…`.

const told = new URLSearchParams(location.search);
const target = document.body;
mount(HostPage, { target, props: { items: ['a', 'b'] } });
mount(ChatWidget, {
	target,
	props: {
		project: { url: told.get('url') ?? '', publishableKey: told.get('key') ?? '' },
		user: { id: told.get('user') ?? '' }
	}
});
