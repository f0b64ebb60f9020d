import { expect, test } from 'vitest';
import type { ChatSummary } from '../../core/chat-summary.ts';
import { FakeClock, FakePageEnvironment } from '../../core/testing/test-support.ts';
import type { InboxListener } from '../../supabase/transports/inbox-events.ts';
import type { InboxPort } from './inbox-port.ts';
import { LiveInbox, type InboxView } from './live-inbox.svelte.ts';

const SECOND = 1000;

class FakeView implements InboxView {
	readonly chats: ChatSummary[] = [];
	refreshed = 0;

	onChat(chat: ChatSummary): void {
		this.chats.push(chat);
	}

	refresh(): Promise<void> {
		this.refreshed++;
		return Promise.reject(new Error('A failed read is no reason to stop'));
	}
}

function start() {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	const channel = { woken: 0, closed: false };
	let listener: InboxListener | undefined;
	const port: Pick<InboxPort, 'subscribe'> = {
		subscribe(given) {
			listener = given;
			return { wake: () => channel.woken++, close: () => (channel.closed = true) };
		}
	};
	const live = new LiveInbox({
		connect: () => port as InboxPort,
		clock,
		environment,
		random: () => 1
	});
	const view = new FakeView();
	live.attach(view);
	const stop = live.start();
	const tell: InboxListener = {
		onChat: (chat) => listener?.onChat(chat),
		onUserMessage: (message, email) => listener?.onUserMessage(message, email),
		onNote: (note) => listener?.onNote(note),
		onNoteDeleted: (id) => listener?.onNoteDeleted(id),
		onMentionsSeen: (...seen) => listener?.onMentionsSeen(...seen),
		onStatus: (status) => listener?.onStatus(status)
	};
	return { clock, environment, channel, live, view, stop, tell };
}

test('the views read again after each join', () => {
	const { view, tell, live } = start();
	expect(live.connection).toBe('connecting');
	tell.onStatus('joined');
	expect(live.connection).toBe('connected');
	expect(view.refreshed).toBe(1);
	tell.onStatus('lost');
	tell.onStatus('joining');
	expect(live.connection).toBe('reconnecting');
	tell.onStatus('joined');
	expect(view.refreshed).toBe(2);
});

test('while the channel is down they read every five seconds, while it is up every minute', async () => {
	const { clock, view, tell } = start();
	tell.onStatus('lost');
	await clock.pass(16 * SECOND);
	expect(view.refreshed).toBe(3);
	tell.onStatus('joined');
	expect(view.refreshed).toBe(4);
	await clock.pass(59 * SECOND);
	expect(view.refreshed).toBe(4);
	await clock.pass(2 * SECOND);
	expect(view.refreshed).toBe(5);
});

test('a tab that nobody looks at does not read, and reads when it is looked at', async () => {
	const { clock, view, environment, channel, tell } = start();
	tell.onStatus('joined');
	environment.set({ visible: false });
	await clock.pass(300 * SECOND);
	expect(view.refreshed).toBe(1);
	environment.set({ visible: true });
	expect(view.refreshed).toBe(2);
	expect(channel.woken).toBe(1);
});

test('offline is shown at once, and being online again wakes the channel', () => {
	const { live, environment, channel, tell } = start();
	tell.onStatus('joined');
	environment.set({ online: false });
	expect(live.connection).toBe('offline');
	environment.set({ online: true });
	expect(live.connection).toBe('connected');
	expect(channel.woken).toBe(1);
});

test('a view that comes while events arrive reads once, one that left hears nothing', () => {
	const { live, tell } = start();
	tell.onStatus('joined');
	const late = new FakeView();
	const leave = live.attach(late);
	expect(late.refreshed).toBe(1);
	const chat = { id: 'a' } as ChatSummary;
	tell.onChat(chat);
	leave();
	tell.onChat(chat);
	expect(late.chats).toEqual([chat]);
});

test('stopping leaves the channel and reads no more', async () => {
	const { clock, view, channel, stop } = start();
	stop();
	await clock.pass(60 * SECOND);
	expect(channel.closed).toBe(true);
	expect(view.refreshed).toBe(0);
});
