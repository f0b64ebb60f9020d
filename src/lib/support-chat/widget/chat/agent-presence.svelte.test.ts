import { expect, test } from 'vitest';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import { FakeClock } from '../../core/testing/test-support.ts';
import { AgentPresence, LINGER_MS } from './agent-presence.svelte.ts';

function setup() {
	const clock = new FakeClock();
	const log: string[] = [];
	let report: (present: OnDuty) => void = () => {};
	const activity = {
		otherTyping: false,
		start: () => log.push('start'),
		stop: () => log.push('stop'),
		leaveField: () => log.push('leave field')
	};
	const agents = new AgentPresence({
		activity: new ReactiveValue(activity as unknown as Activity),
		watchAvailability(onDuty) {
			report = onDuty;
			log.push('watch');
			return () => log.push('stop watching');
		},
		readReplyTime: async () => {
			log.push('read the reply time');
			return 3000;
		},
		clock
	});
	return { clock, log, agents, report: (present: OnDuty) => report(present) };
}

test('joins when the panel opens and leaves some time after it has closed', async () => {
	const { clock, log, agents, report } = setup();
	agents.setOpen(false);
	await clock.pass(2 * LINGER_MS);
	log.length = 0;
	agents.setOpen(true);
	report(['Grace', '', 'Ada', 'Ada']);
	expect(agents.supportOnline).toBe(true);
	expect(agents.names).toEqual(['Ada', 'Grace']);
	agents.setOpen(false);
	await clock.pass(LINGER_MS - 1);
	expect(log).toEqual(['start', 'watch', 'read the reply time', 'leave field']);
	log.length = 0;
	await clock.pass(1);
	expect(log).toEqual(['stop', 'stop watching']);
	expect(agents.supportOnline).toBeNull();
});

test('joins once when the panel is opened and closed quickly', async () => {
	const { clock, log, agents } = setup();
	for (let i = 0; i < 50; i++) {
		agents.setOpen(i % 2 === 0);
		await clock.pass(500);
	}
	expect(log.filter((entry) => entry === 'start')).toHaveLength(1);
});

test('reads the reply time once, when it is known who is there', async () => {
	const { clock, log, agents, report } = setup();
	const reads = () => log.filter((entry) => entry === 'read the reply time').length;
	agents.setOpen(true);
	report(null);
	await clock.pass(1);
	expect([reads(), agents.replyPace]).toEqual([0, null]);
	for (const present of [[], ['Ada'], null, []]) {
		report(present);
		await clock.pass(1);
		expect([reads(), agents.replyPace]).toEqual([1, 'hour']);
	}
});
