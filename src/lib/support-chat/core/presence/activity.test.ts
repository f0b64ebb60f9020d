import { expect, test } from 'vitest';
import type { ActivityListener } from './activity-ports.ts';
import { Activity } from './activity.ts';
import { Listeners } from '../listeners.ts';
import type { Message, SenderType } from '../message.ts';
import { FakeClock, FakePageEnvironment, message } from '../testing/test-support.ts';

const SECOND = 1000;

/** A fake of the conversation that `Activity` needs. */
class FakeConversation {
	readonly side: SenderType;
	draft = '';
	readonly changes = new Listeners();
	readonly arrivals = new Listeners<[Message]>();
	subscribe = (listener: () => void) => this.changes.add(listener);
	onArrival = (listener: (message: Message) => void) => this.arrivals.add(listener);

	constructor(side: SenderType) {
		this.side = side;
	}

	type(draft: string): void {
		this.draft = draft;
		this.changes.call();
	}
}

function setup(side: SenderType = 'user') {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	const conversation = new FakeConversation(side);
	const log: string[] = [];
	let listener: ActivityListener | undefined;
	const transport = {
		join(given: ActivityListener) {
			listener = given;
			log.push('join');
			return {
				wake: () => log.push('wake'),
				close: () => log.push('close'),
				sendTyping: (typing: boolean) => log.push(typing ? 'typing' : 'not typing'),
				attend: (attending: boolean) => log.push(attending ? 'here' : 'away')
			};
		}
	};
	const activity = new Activity({ conversation, transport, clock, environment });
	let changes = 0;
	activity.subscribe(() => changes++);
	activity.start();
	return {
		clock,
		environment,
		conversation,
		log,
		activity,
		changes: () => changes,
		listener: listener!
	};
}

test('publishes that the user is present, starts typing and stops', () => {
	const { conversation, log } = setup();
	conversation.type('Hel');
	conversation.type('Hello');
	conversation.type('');
	expect(log).toEqual(['join', 'here', 'typing', 'not typing']);
});

test('neither an earlier draft nor other changes of the conversation are typing', () => {
	const { conversation, activity, log } = setup();
	activity.stop();
	conversation.draft = 'from yesterday';
	activity.start();
	conversation.changes.call();
	expect(log).not.toContain('typing');
});

test('shows the other side typing until it stops, falls silent or sends a message', async () => {
	const { clock, conversation, activity, listener } = setup();
	listener.onTyping('admin', true);
	expect(activity.otherTyping).toBe(true);
	listener.onTyping('admin', false);
	expect(activity.otherTyping).toBe(false);
	listener.onTyping('admin', true);
	await clock.pass(6 * SECOND);
	expect(activity.otherTyping).toBe(false);
	listener.onTyping('admin', true);
	conversation.arrivals.call(message(1));
	expect(activity.otherTyping).toBe(false);
});

test('ignores typing on its own side, which may be another tab', () => {
	const { activity, changes, listener } = setup();
	listener.onTyping('user', true);
	expect(activity.otherTyping).toBe(false);
	expect(changes()).toBe(0);
});

test('resets typing and presence when the channel is lost', () => {
	const { activity, listener } = setup('admin');
	listener.onTyping('user', true);
	listener.onUserHere(true);
	expect(activity.userIsHere).toBe(true);
	listener.onStatus('lost');
	expect(activity.otherTyping).toBe(false);
	expect(activity.userIsHere).toBe(false);
});

test('an admin publishes typing but no presence', async () => {
	const { clock, environment, conversation, log } = setup('admin');
	conversation.type('Hel');
	environment.set({ visible: false });
	await clock.pass(300 * SECOND);
	environment.set({ visible: true });
	expect(log).toEqual(['join', 'typing', 'wake']);
});

test('wakes the channel when the page is visible again', () => {
	const { environment, log } = setup();
	environment.set({ visible: false });
	expect(log).not.toContain('wake');
	environment.set({ visible: true });
	expect(log).toContain('wake');
});

test('stop ends typing, then leaves and receives nothing more', async () => {
	const { clock, conversation, log, activity } = setup();
	conversation.type('Hel');
	activity.stop();
	conversation.type('Hello');
	await clock.pass(60 * SECOND);
	expect(log).toEqual(['join', 'here', 'typing', 'not typing', 'close']);
	activity.start();
	expect(log.slice(-2)).toEqual(['join', 'here']);
});
