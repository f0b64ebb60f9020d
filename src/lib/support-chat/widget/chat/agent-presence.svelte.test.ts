import { expect, test } from 'vitest';
import { ReactiveValue } from '../../conversation/reactive-value.ts';
import type { Activity } from '../../core/presence/activity.ts';
import type { OnDuty } from '../../core/presence/activity-ports.ts';
import { FakeClock } from '../../core/testing/test-support.ts';
import type { WidgetSettings } from '../../supabase/transports/widget-settings.ts';
import { TimeFormat } from '../../core/text/time.ts';
import { chat } from '../../languages/en/chat.ts';
import { Reader } from '../../languages/reader.ts';
import { AgentPresence, LINGER_MS } from './agent-presence.svelte.ts';
import { OfficeHours } from './office-hours.ts';

const english = {
	texts: chat(new Reader('en')),
	timeFormat: new TimeFormat({ locale: 'en-US', timeZone: 'UTC' })
};

function setup(...answers: WidgetSettings[]) {
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
		readSettings: async () => {
			log.push('read the settings');
			if (answers.length === 0) throw new Error('no network');
			return answers.shift()!;
		},
		loadOfficeHours: async () => new OfficeHours(clock),
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
	expect(log).toEqual(['start', 'watch', 'read the settings', 'leave field']);
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

test('reads the settings with each opening that joins', async () => {
	const { clock, log, agents } = setup({ reply_seconds: 3000, welcome_text: 'Hi!' }, {});
	expect(agents.settings).toBeNull();
	agents.setOpen(true);
	await clock.pass(1);
	expect([agents.replyPace, agents.settings?.welcome_text]).toEqual(['hour', 'Hi!']);
	agents.setOpen(false);
	agents.setOpen(true);
	expect(log.filter((entry) => entry === 'read the settings')).toHaveLength(1);
	agents.setOpen(false);
	await clock.pass(LINGER_MS);
	agents.setOpen(true);
	await clock.pass(1);
	expect([agents.replyPace, agents.settings]).toEqual([null, {}]);
});

test('keeps the settings that it has when they cannot be read again', async () => {
	const { clock, agents } = setup({ color: '#0f766e' });
	for (let i = 0; i < 2; i++) {
		agents.setOpen(true);
		await clock.pass(1);
		agents.setOpen(false);
		await clock.pass(LINGER_MS);
	}
	expect(agents.settings).toEqual({ color: '#0f766e' });
});

test('does without settings that cannot be read', async () => {
	const { clock, agents } = setup();
	agents.setOpen(true);
	await clock.pass(1);
	expect([agents.settings, agents.replyPace, agents.reopeningText(english)]).toEqual([
		{},
		null,
		null
	]);
});

test('reads the settings again when the office hours end, while the panel is open', async () => {
	const inMs = (ms: number) => new Date(new FakeClock().date() + ms).toISOString();
	const { clock, log, agents } = setup(
		{ closes_at: inMs(120_000) },
		{ opens_at: inMs(9_000_000) },
		{ closes_at: inMs(120_000) }
	);
	agents.setOpen(true);
	await clock.pass(119_000);
	expect(agents.reopeningText(english)).toBeNull();
	await clock.pass(62_000);
	expect(agents.reopeningText(english)).toMatch(/^We’re back/);
	expect(log.filter((entry) => entry === 'read the settings')).toHaveLength(2);

	const closed = setup({ closes_at: inMs(120_000) });
	closed.agents.setOpen(true);
	await closed.clock.pass(1);
	closed.agents.setOpen(false);
	await closed.clock.pass(400_000);
	expect(closed.log.filter((entry) => entry === 'read the settings')).toHaveLength(1);
});
