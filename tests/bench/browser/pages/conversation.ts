import { mount, tick, unmount } from 'svelte';
import '../../../../src/lib/support-chat/tokens.css';
import {
	browserClock,
	browserEnvironment
} from '../../../../src/lib/support-chat/conversation/browser/browser-ports.ts';
import { ReactiveValue } from '../../../../src/lib/support-chat/conversation/reactive-value.ts';
import type { ConversationOptions } from '../../../../src/lib/support-chat/core/conversation-options.ts';
import { Conversation } from '../../../../src/lib/support-chat/core/conversation.ts';
import { MemoryStore } from '../../../../src/lib/support-chat/core/testing/test-support.ts';
import type { ConversationBench } from './conversation-bench.ts';
import { madeUploads } from './made-files.ts';
import { MadeTransport } from './made-transport.ts';
import { frameDone, nextFrame } from './painted.ts';
import ShownConversation from './ShownConversation.svelte';

// A conversation of `?count=…` messages, `&pictures=…` of them with a picture, in a list, with the bench's interface.

const params = new URLSearchParams(location.search);
const count = Number(params.get('count'));
const pictures = Number(params.get('pictures'));
const transport = new MadeTransport({ count, pictures });
const options: ConversationOptions = {
	chatId: 'chat',
	userId: 'user',
	side: 'user',
	transport,
	clock: browserClock,
	storage: new MemoryStore(),
	environment: browserEnvironment
};
const conversation = new Conversation({
	...options,
	loadUploads: (parts) => madeUploads(options, parts)
});
let shown: Record<string, unknown> | undefined;

const bench: ConversationBench = {
	async load(): Promise<void> {
		const loaded = new Promise<void>((resolve) => {
			const stop = conversation.subscribe(() => {
				if (!conversation.loaded) return;
				stop();
				resolve();
			});
		});
		conversation.start();
		await loaded;
		conversation.setReading(true);
	},

	async open() {
		if (shown) await unmount(shown);
		conversation.history.showNewest();
		await nextFrame();
		const start = performance.now();
		const drawn = frameDone();
		shown = mount(ShownConversation, {
			target: document.body,
			props: { conversation: new ReactiveValue(conversation) }
		});
		await tick();
		const painted = (await drawn) - start;
		let complete = painted;
		// What shows files is loaded when the list is.
		while (pictures > 0 && !document.querySelector('[data-testid=picture]')) {
			await nextFrame();
			complete = (await frameDone()) - start;
		}
		return { painted, complete };
	},

	async scrollToStart() {
		const start = performance.now();
		const list = document.querySelector('[role=log]')!;
		const source = () => conversation.window ?? conversation;
		while (source().hasOlder || list.scrollTop > 0) {
			list.scrollTop = 0;
			await nextFrame();
		}
		return { first: source().messages[0]!.seq, ms: performance.now() - start };
	},

	async arrive(): Promise<number> {
		await nextFrame();
		const start = performance.now();
		const drawn = frameDone();
		transport.arrive();
		return (await drawn) - start;
	}
};

window.bench = bench;
