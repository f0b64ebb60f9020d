import { expect, test } from 'vitest';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import { FakeClock } from '../../core/testing/test-support.ts';
import { AgentPresence, LINGER_MS } from './agent-presence.svelte.ts';

function setup() {
	const clock = new FakeClock();
	const log: string[] = [];
	let tell: (present: OnDuty) => void = () => {};
	const activity = {
		otherTyping: false,
		start: () => log.push('start'),
		stop: () => log.push('stop'),
		leaveField: () => log.push('leave field')
	};
	const agents = new AgentPresence({
		activity: new ReactiveValue(activity as unknown as Activity),
		watchAvailability(onDuty) {
			tell = onDuty;
			log.push('watch');
			return () => log.push('look away');
		},
		readReplyTime: async () => {
			log.push('ask for the reply time');
			return 3000;
		},
		clock
	});
	return { clock, log, agents, tell: (present: OnDuty) => tell(present) };
}

test('joins when the panel opens and leaves a while after it closed', async () => {
	const { clock, log, agents, tell } = setup();
	agents.setOpen(false);
	await clock.pass(2 * LINGER_MS);
	log.length = 0;
	agents.setOpen(true);
	tell(['Grace', '', 'Ada', 'Ada']);
	expect(agents.supportOnline).toBe(true);
	expect(agents.names).toEqual(['Ada', 'Grace']);
	agents.setOpen(false);
	await clock.pass(LINGER_MS - 1);
	expect(log).toEqual(['start', 'watch', 'ask for the reply time', 'leave field']);
	log.length = 0;
	await clock.pass(1);
	expect(log).toEqual(['stop', 'look away']);
	expect(agents.supportOnline).toBeNull();
});

test('a panel that is opened and closed in haste joins once', async () => {
	const { clock, log, agents } = setup();
	for (let i = 0; i < 50; i++) {
		agents.setOpen(i % 2 === 0);
		await clock.pass(500);
	}
	expect(log.filter((entry) => entry === 'start')).toHaveLength(1);
});

test('asks once how soon a reply comes, when it is known who is there', async () => {
	const { clock, log, agents, tell } = setup();
	const asked = () => log.filter((entry) => entry === 'ask for the reply time').length;
	agents.setOpen(true);
	tell(null);
	await clock.pass(1);
	expect([asked(), agents.replyPace]).toEqual([0, null]);
	for (const present of [[], ['Ada'], null, []]) {
		tell(present);
		await clock.pass(1);
		expect([asked(), agents.replyPace]).toEqual([1, 'hour']);
	}
});
