import { mount } from 'svelte';
import HostPage from './HostPage.svelte';
import EmptyLauncher from './EmptyLauncher.svelte';

// A host page with a button that opens an empty panel: the floor for the widget.

const target = document.body;
mount(HostPage, { target, props: { items: ['a', 'b'] } });
mount(EmptyLauncher, { target });
