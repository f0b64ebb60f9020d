import { expect, test } from 'vitest';
import { Alerts } from './alerts.ts';
import { FakeClock, FakePageEnvironment } from '../testing/test-support.ts';

function setup(claim: (chatId: string, seq: number) => Promise<boolean> = async () => true) {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	const log: string[] = [];
	const page = { mute: false };
	const alerts = new Alerts({
		tabLeader: { claim },
		environment,
		clock,
		canSound: () => !page.mute,
		sound: () => log.push('sound'),
		notify: ({ text }) => log.push(text)
	});
	const raise = (seq: number, text = `message ${seq}`) =>
		alerts.raise({ chatId: 'chat', seq, text, from: 'Support' });
	return { clock, environment, page, log, raise };
}

test('plays a sound, and shows a notification only while the page is hidden', async () => {
	const { clock, environment, log, raise } = setup();
	await raise(1);
	expect(log).toEqual(['sound']);
	environment.set({ visible: false });
	await clock.pass(5000);
	await raise(2);
	expect(log).toEqual(['sound', 'sound', 'message 2']);
});

test('is silent when another tab alerts, or when the claim fails', async () => {
	const { log, raise } = setup(async () => false);
	await raise(1);
	const refused = setup(() => Promise.reject(new Error('The page is being left')));
	await refused.raise(1);
	expect([...log, ...refused.log]).toEqual([]);
});

test('a visible page that must be silent leaves the alert to another', async () => {
	let claims = 0;
	const { environment, page, log, raise } = setup(async () => ++claims > 0);
	page.mute = true;
	await raise(1);
	expect(claims).toBe(0);
	environment.set({ visible: false });
	await raise(2);
	expect(log).toEqual(['message 2']);
});

test('messages that arrive together make one sound', async () => {
	const { clock, log, raise } = setup();
	await Promise.all([raise(1), raise(2), raise(3)]);
	expect(log).toEqual(['sound']);
	await clock.pass(1000);
	await raise(4);
	expect(log).toEqual(['sound', 'sound']);
});

test('a notification shows the first hundred characters', async () => {
	const { environment, log, raise } = setup();
	environment.set({ visible: false });
	await raise(1, '👋'.repeat(100));
	await raise(2, '👋'.repeat(101));
	expect(log.slice(1)).toEqual(['👋'.repeat(100), `${'👋'.repeat(100)}…`]);
});

test('a notification splits no character', async () => {
	const { environment, log, raise } = setup();
	environment.set({ visible: false });
	await raise(1, `${'x'.repeat(97)}👨\u200d👩\u200d👧`);
	expect(log.slice(1)).toEqual([`${'x'.repeat(97)}…`]);
});
