import { mount } from 'svelte';
import ChatWidget from '../../../../src/lib/support-chat/widget/ChatWidget.svelte';
import HostPage from './HostPage.svelte';

// A host page with the widget. Its parameters select project and user: `?url=…&key=…&user=…`.

const params = new URLSearchParams(location.search);
const target = document.body;
mount(HostPage, { target, props: { items: ['a', 'b'] } });
mount(ChatWidget, {
	target,
	props: {
		project: { url: params.get('url') ?? '', publishableKey: params.get('key') ?? '' },
		user: { id: params.get('user') ?? '' }
	}
});
