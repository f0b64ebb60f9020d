import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { ChannelStatus } from '../../core/ports.ts';
import type { ChatClient } from '../chat-client.ts';
import { openLiveChannel } from './live-channel.ts';
import type { LiveChannelOptions } from './live-channel-options.ts';

type Subscribed = (status: string, error?: Error) => void;

/** supabase-js as far as a channel needs it; the test plays the server. */
class FakeClient {
	session: object | null = { access_token: 'a' };
	readonly log: string[] = [];
	readonly channels: { tell: Subscribed; events: Map<string, (event: object) => void> }[] = [];
	present: object = {};
	authListener: (event: string) => void = () => {};

	auth = {
		getSession: async () => {
			this.log.push('session');
			return { data: { session: this.session }, error: null };
		},
		onAuthStateChange: (listener: (event: string) => void) => {
			this.authListener = listener;
			return { data: { subscription: { unsubscribe: () => this.log.push('unlisten') } } };
		}
	};

	realtime = {
		setAuth: async () => {
			this.log.push('setAuth');
		}
	};

	channel(topic: string, options: object) {
		this.log.push(`channel ${topic} ${JSON.stringify(options)}`);
		const made = { tell: (() => {}) as Subscribed, events: new Map() };
		this.channels.push(made);
		const channel = {
			on: (type: string, { event }: { event?: string }, handle: () => void) => {
				made.events.set(event ?? type, handle);
			},
			subscribe: (callback: Subscribed) => {
				this.log.push('subscribe');
				made.tell = callback;
			},
			presenceState: () => this.present,
			send: (message: object) => this.log.push(`send ${JSON.stringify(message)}`),
			track: (payload: object) => this.log.push(`track ${JSON.stringify(payload)}`),
			untrack: () => this.log.push('untrack')
		};
		return channel;
	}

	removeChannel() {
		this.log.push('remove');
	}
}

const noSleep = () => vi.advanceTimersByTimeAsync(0);

async function setup(client = new FakeClient(), options: Partial<LiveChannelOptions> = {}) {
	const statuses: ChannelStatus[] = [];
	const heard: unknown[] = [];
	const handle = openLiveChannel({
		client: client as unknown as ChatClient,
		topic: 'support_chat:1',
		events: { new_message: (payload) => heard.push(payload) },
		onStatus: (status) => statuses.push(status),
		...options
	});
	await noSleep();
	const tell: Subscribed = (status, error) => client.channels.at(-1)!.tell(status, error);
	return { client, handle, statuses, heard, tell };
}

describe('openLiveChannel', () => {
	beforeEach(() => vi.useFakeTimers());
	afterEach(() => vi.useRealTimers());

	it("joins a private channel only with the user's own token", async () => {
		const { client } = await setup();
		expect(client.log).toEqual([
			'session',
			'setAuth',
			'channel support_chat:1 {"config":{"private":true}}',
			'subscribe'
		]);
	});

	it('passes events on and tells when it is joined', async () => {
		const { client, statuses, heard, tell } = await setup();
		tell('SUBSCRIBED');
		client.channels[0]!.events.get('new_message')!({ payload: { a: 1 } });
		expect(statuses).toEqual(['joining', 'joined']);
		expect(heard).toEqual([{ a: 1 }]);
	});

	it('leaves a cut socket to supabase-js, which joins again by itself', async () => {
		const { client, statuses, tell } = await setup();
		tell('SUBSCRIBED');
		tell('CHANNEL_ERROR', new Error('socket closed: 1006'));
		await vi.advanceTimersByTimeAsync(60_000);
		expect(client.channels).toHaveLength(1);
		tell('SUBSCRIBED');
		expect(statuses).toEqual(['joining', 'joined', 'lost', 'joined']);
	});

	it('builds a closed channel anew, with a fresh token', async () => {
		const { client, tell } = await setup();
		tell('SUBSCRIBED');
		client.log.length = 0;
		tell('CLOSED');
		await vi.advanceTimersByTimeAsync(1_000);
		expect(client.log.slice(0, 3)).toEqual(['remove', 'session', 'setAuth']);
		expect(client.channels).toHaveLength(2);
	});

	it('asks ever more slowly of a server that closes after each join', async () => {
		const { client, tell } = await setup();
		for (let second = 0; second < 60; second++) {
			tell('SUBSCRIBED');
			tell('CLOSED');
			await vi.advanceTimersByTimeAsync(1_000);
		}
		expect(client.channels.length).toBeLessThan(9);
	});

	it('builds it anew when the join is refused for an expired token', async () => {
		const { client, tell, statuses } = await setup();
		tell('CHANNEL_ERROR', new Error('InvalidJWTToken: Token has expired 9 seconds ago'));
		await vi.advanceTimersByTimeAsync(1_000);
		expect(client.channels).toHaveLength(2);
		expect(statuses).toEqual(['joining', 'lost', 'joining']);
	});

	/** What Realtime also says when the database fails while it asks the policies. */
	const refusal = new Error('Unauthorized: You do not have permissions to read');

	it('does not believe a refusal at once', async () => {
		const { client, tell, statuses } = await setup();
		tell('CHANNEL_ERROR', refusal);
		expect(statuses).toEqual(['joining', 'lost']);
		await vi.advanceTimersByTimeAsync(1_000);
		tell('SUBSCRIBED');
		expect(client.channels).toHaveLength(2);
		expect(statuses).toEqual(['joining', 'lost', 'joining', 'joined']);
	});

	it('believes some in a row, and asks again each minute without showing it', async () => {
		const { client, tell, statuses } = await setup();
		for (let i = 0; i < 4; i++) {
			tell('CHANNEL_ERROR', refusal);
			await vi.advanceTimersByTimeAsync(8_000);
		}
		expect(statuses.at(-1)).toBe('refused');
		expect(client.channels).toHaveLength(4);
		const shown = statuses.length;
		for (let i = 0; i < 10; i++) {
			await vi.advanceTimersByTimeAsync(60_000);
			tell('CHANNEL_ERROR', refusal);
		}
		expect(client.channels).toHaveLength(14);
		expect(new Set(statuses.slice(shown))).toEqual(new Set(['refused']));
		await vi.advanceTimersByTimeAsync(60_000);
		tell('SUBSCRIBED');
		expect(statuses.at(-1)).toBe('joined');
	});

	describe('on a topic that the database sends to', () => {
		const fromDatabase = { fromDatabase: true };
		const system = (client: FakeClient, status: string) =>
			client.channels.at(-1)!.events.get('system')!({ extension: 'system', status });

		it('is joined when the server says that it streams, and not before', async () => {
			const { client, tell, statuses } = await setup(new FakeClient(), fromDatabase);
			expect(client.log).toContain(
				'channel support_chat:1 {"config":{"private":true,"broadcast":{"replication_ready":true}}}'
			);
			system(client, 'ok');
			tell('SUBSCRIBED');
			system(client, 'error');
			await vi.advanceTimersByTimeAsync(59_000);
			expect(statuses).toEqual(['joining']);
			system(client, 'ok');
			await vi.advanceTimersByTimeAsync(60_000);
			expect(statuses).toEqual(['joining', 'joined']);
		});

		it('is not joined again after a cut before the server streams again', async () => {
			const { client, tell, statuses } = await setup(new FakeClient(), fromDatabase);
			tell('SUBSCRIBED');
			system(client, 'ok');
			tell('CHANNEL_ERROR', new Error('socket closed: 1012'));
			tell('SUBSCRIBED');
			expect(statuses).toEqual(['joining', 'joined', 'lost']);
			system(client, 'ok');
			expect(statuses).toEqual(['joining', 'joined', 'lost', 'joined']);
		});

		it('takes an event for a sign that the server streams', async () => {
			const { client, tell, statuses, heard } = await setup(new FakeClient(), fromDatabase);
			tell('SUBSCRIBED');
			client.channels[0]!.events.get('new_message')!({ payload: 1 });
			expect([statuses, heard]).toEqual([['joining', 'joined'], [1]]);
		});

		it('is joined after a minute on a server that does not know the question', async () => {
			const { tell, statuses } = await setup(new FakeClient(), fromDatabase);
			tell('SUBSCRIBED');
			await vi.advanceTimersByTimeAsync(65_000);
			expect(statuses).toEqual(['joining', 'joined']);
		});

		it('is lost when the server closes the channel because it does not stream', async () => {
			const { client, tell, statuses } = await setup(new FakeClient(), fromDatabase);
			tell('SUBSCRIBED');
			await vi.advanceTimersByTimeAsync(60_000);
			system(client, 'error');
			tell('CLOSED');
			await vi.advanceTimersByTimeAsync(0);
			expect(statuses).toEqual(['joining', 'lost']);
		});

		it('hears nothing of a channel that it has left', async () => {
			const { client, tell, statuses, heard } = await setup(new FakeClient(), fromDatabase);
			tell('SUBSCRIBED');
			const left = client.channels[0]!;
			tell('CLOSED');
			await vi.advanceTimersByTimeAsync(1_000);
			tell('SUBSCRIBED');
			expect(statuses).toEqual(['joining', 'lost', 'joining']);
			left.events.get('new_message')!({ payload: 1 });
			left.events.get('system')!({ extension: 'system', status: 'ok' });
			left.tell('CHANNEL_ERROR', new Error('socket closed: 1006'));
			expect([statuses, heard]).toEqual([['joining', 'lost', 'joining'], []]);
		});
	});

	it('does not join for nobody, and joins as soon as somebody signs in', async () => {
		const client = new FakeClient();
		client.session = null;
		const { statuses } = await setup(client);
		expect(statuses).toEqual(['joining', 'refused']);
		expect(client.channels).toHaveLength(0);
		client.session = { access_token: 'a' };
		client.authListener('SIGNED_IN');
		await noSleep();
		expect(client.channels).toHaveLength(1);
	});

	it('renews the token of a joined channel when woken, and rebuilds any other', async () => {
		const { client, handle, tell } = await setup();
		tell('SUBSCRIBED');
		client.log.length = 0;
		handle.wake();
		await noSleep();
		expect(client.log).toEqual(['session', 'setAuth']);
		tell('CHANNEL_ERROR', new Error('socket closed: 1006'));
		handle.wake();
		await noSleep();
		expect(client.channels).toHaveLength(2);
	});

	it('sends while it is joined, and loses it otherwise', async () => {
		const { client, handle, tell } = await setup();
		handle.send('typing', { typing: true });
		tell('SUBSCRIBED');
		handle.send('typing', { typing: true });
		tell('CHANNEL_ERROR', new Error('socket closed: 1006'));
		handle.send('typing', { typing: true });
		expect(client.log.filter((entry) => entry.startsWith('send'))).toEqual([
			'send {"type":"broadcast","event":"typing","payload":{"typing":true}}'
		]);
	});

	it('is present again after each join, until it was told otherwise', async () => {
		const { client, handle, tell } = await setup();
		handle.track({ side: 'user' });
		client.log.length = 0;
		tell('SUBSCRIBED');
		tell('CHANNEL_ERROR', new Error('socket closed: 1006'));
		tell('SUBSCRIBED');
		tell('CLOSED');
		await vi.advanceTimersByTimeAsync(1_000);
		tell('SUBSCRIBED');
		handle.track(null);
		handle.track(null);
		tell('SUBSCRIBED');
		const calls = client.log.filter((entry) => entry.includes('track'));
		expect(calls).toEqual([...Array(3).fill('track {"side":"user"}'), 'untrack']);
	});

	it('tells who is present, and asks for that only when somebody wants to know', async () => {
		const client = new FakeClient();
		const states: unknown[] = [];
		const presence = { key: 'me', onPresent: (state: unknown) => states.push(state) };
		const { tell, handle } = await setup(client, { presence });
		expect(client.log).toContain(
			'channel support_chat:1 {"config":{"private":true,"presence":{"key":"me"}}}'
		);
		tell('SUBSCRIBED');
		client.present = { me: [{}] };
		client.channels[0]!.events.get('sync')!({});
		handle.close();
		client.channels[0]!.events.get('sync')!({});
		expect(states).toEqual([{ me: [{}] }]);
	});

	it('is silent after close, also when it was closed while joining', async () => {
		const client = new FakeClient();
		const statuses: ChannelStatus[] = [];
		const handle = openLiveChannel({
			client: client as unknown as ChatClient,
			topic: 't',
			events: {},
			onStatus: (status) => statuses.push(status)
		});
		handle.close();
		await noSleep();
		expect(client.channels).toHaveLength(0);
		expect(statuses).toEqual(['joining']);
		expect(client.log).toContain('unlisten');
	});
});
