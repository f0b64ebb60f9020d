import { mount } from 'svelte';
import HostPage from './HostPage.svelte';

// A host page without a chat.

mount(HostPage, { target: document.body, props: { items: ['a', 'b'] } });
