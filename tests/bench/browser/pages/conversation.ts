import { mount, tick, unmount } from 'svelte';
import '../../../../src/lib/support-chat/tokens.css';
import {
	browserClock,
	browserEnvironment
} from '../../../../src/lib/support-chat/conversation/browser/browser-ports.ts';
import { ReactiveValue } from '../../../../src/lib/support-chat/conversation/reactive-value.ts';
import { Conversation } from '../../../../src/lib/support-chat/core/conversation.ts';
import { MemoryStore } from '../../../../src/lib/support-chat/core/testing/test-support.ts';
import type { ConversationBench } from './conversation-bench.ts';
import { MadeTransport } from './made-transport.ts';
import { frameDone, nextFrame } from './painted.ts';
import ShownConversation from './ShownConversation.svelte';

// A conversation of `?count=…` messages in a list, with the bench's interface.

const count = Number(new URLSearchParams(location.search).get('count'));
const transport = new MadeTransport(count);
const conversation = new Conversation({
	chatId: 'chat',
	userId: 'user',
	side: 'user',
	transport,
	clock: browserClock,
	storage: new MemoryStore(),
	environment: browserEnvironment
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

	async open(): Promise<number> {
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
		return (await drawn) - start;
	},

	async scrollToStart(): Promise<number> {
		const list = document.querySelector('[role=log]')!;
		const source = () => conversation.window ?? conversation;
		while (source().hasOlder || list.scrollTop > 0) {
			list.scrollTop = 0;
			await nextFrame();
		}
		return source().messages[0]!.seq;
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
