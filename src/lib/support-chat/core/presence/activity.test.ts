import { expect, test } from 'vitest';
import type { ActivityListener } from './activity-ports.ts';
import { Activity } from './activity.ts';
import { Listeners } from '../listeners.ts';
import type { Message, SenderType } from '../message.ts';
import { FakeClock, FakePageEnvironment, message } from '../testing/test-support.ts';

const SECOND = 1000;

/** A conversation as far as activity needs one. */
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
				tellTyping: (typing: boolean) => log.push(typing ? 'typing' : 'not typing'),
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
		tell: listener!
	};
}

test('tells that somebody is here, what they type, and that they sent it', () => {
	const { conversation, log } = setup();
	conversation.type('Hel');
	conversation.type('Hello');
	conversation.type('');
	expect(log).toEqual(['join', 'here', 'typing', 'not typing']);
});

test('a draft of before is no typing, and neither are other changes of the conversation', () => {
	const { conversation, activity, log } = setup();
	activity.stop();
	conversation.draft = 'from yesterday';
	activity.start();
	conversation.changes.call();
	expect(log).not.toContain('typing');
});

test('shows the other side typing until it stops, is silent, or its message is there', async () => {
	const { clock, conversation, activity, tell } = setup();
	tell.onTyping('admin', true);
	expect(activity.otherTyping).toBe(true);
	tell.onTyping('admin', false);
	expect(activity.otherTyping).toBe(false);
	tell.onTyping('admin', true);
	await clock.pass(6 * SECOND);
	expect(activity.otherTyping).toBe(false);
	tell.onTyping('admin', true);
	conversation.arrivals.call(message(1));
	expect(activity.otherTyping).toBe(false);
});

test("one's own side is never shown as the other: it may be another tab", () => {
	const { activity, changes, tell } = setup();
	tell.onTyping('user', true);
	expect(activity.otherTyping).toBe(false);
	expect(changes()).toBe(0);
});

test('what was known is forgotten when the channel is lost', () => {
	const { activity, tell } = setup('admin');
	tell.onTyping('user', true);
	tell.onUserHere(true);
	expect(activity.userIsHere).toBe(true);
	tell.onStatus('lost');
	expect(activity.otherTyping).toBe(false);
	expect(activity.userIsHere).toBe(false);
});

test('an admin is not present where users could see it, and is only shown as typing', async () => {
	const { clock, environment, conversation, log } = setup('admin');
	conversation.type('Hel');
	environment.set({ visible: false });
	await clock.pass(300 * SECOND);
	environment.set({ visible: true });
	expect(log).toEqual(['join', 'typing', 'wake']);
});

test('wakes the channel when the page is looked at again', () => {
	const { environment, log } = setup();
	environment.set({ visible: false });
	expect(log).not.toContain('wake');
	environment.set({ visible: true });
	expect(log).toContain('wake');
});

test('stopping tells the end of typing first, leaves, and hears nothing more', async () => {
	const { clock, conversation, log, activity } = setup();
	conversation.type('Hel');
	activity.stop();
	conversation.type('Hello');
	await clock.pass(60 * SECOND);
	expect(log).toEqual(['join', 'here', 'typing', 'not typing', 'close']);
	activity.start();
	expect(log.slice(-2)).toEqual(['join', 'here']);
});
