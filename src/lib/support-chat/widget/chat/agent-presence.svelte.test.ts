import { expect, test } from 'vitest';
import type { ActivityStore } from '../../conversation/activity-store.svelte.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import { FakeClock } from '../../core/testing/test-support.ts';
import { Company, LINGER_MS } from './agent-presence.svelte.ts';

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
	const company = new Company({
		activity: activity as unknown as ActivityStore,
		watchDuty(onDuty) {
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
	return { clock, log, company, tell: (present: OnDuty) => tell(present) };
}

test('joins when the panel opens and leaves a while after it closed', async () => {
	const { clock, log, company, tell } = setup();
	company.setOpen(false);
	await clock.pass(2 * LINGER_MS);
	log.length = 0;
	company.setOpen(true);
	tell(['Grace', '', 'Ada', 'Ada']);
	expect(company.supportOnline).toBe(true);
	expect(company.names).toEqual(['Ada', 'Grace']);
	company.setOpen(false);
	await clock.pass(LINGER_MS - 1);
	expect(log).toEqual(['start', 'watch', 'ask for the reply time', 'leave field']);
	log.length = 0;
	await clock.pass(1);
	expect(log).toEqual(['stop', 'look away']);
	expect(company.supportOnline).toBeNull();
});

test('a panel that is opened and closed in haste joins once', async () => {
	const { clock, log, company } = setup();
	for (let i = 0; i < 50; i++) {
		company.setOpen(i % 2 === 0);
		await clock.pass(500);
	}
	expect(log.filter((entry) => entry === 'start')).toHaveLength(1);
});

test('asks once how soon a reply comes, when it is known who is there', async () => {
	const { clock, log, company, tell } = setup();
	const asked = () => log.filter((entry) => entry === 'ask for the reply time').length;
	company.setOpen(true);
	tell(null);
	await clock.pass(1);
	expect([asked(), company.replyPace]).toEqual([0, null]);
	for (const present of [[], ['Ada'], null, []]) {
		tell(present);
		await clock.pass(1);
		expect([asked(), company.replyPace]).toEqual([1, 'hour']);
	}
});
