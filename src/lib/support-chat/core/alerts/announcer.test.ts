import { expect, test } from 'vitest';
import { Announcer } from './announcer.ts';
import { FakeClock } from '../testing/test-support.ts';

function setup() {
	const clock = new FakeClock();
	/** The changes of the region's text, with their times. */
	const shown: { text: string; at: number }[] = [];
	const announcer = new Announcer({
		clock,
		show: (text) => shown.push({ text, at: clock.now() }),
		more: (count) => `${count} more`
	});
	const texts = () => shown.map(({ text }) => text);
	return { clock, announcer, shown, texts };
}

test('announces simultaneous texts one by one, with time for each', async () => {
	const { clock, announcer, shown, texts } = setup();
	for (const text of ['one', 'two', 'three']) announcer.say(text);
	await clock.pass(10_000);
	expect(texts()).toEqual(['', 'one', '', 'two', '', 'three']);
	const times = shown.filter(({ text }) => text).map(({ at }) => at);
	expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(1_000);
	expect(times[2]! - times[1]!).toBeGreaterThanOrEqual(1_000);
});

test.each([0, 500, 60_000])('announces the same text twice, %i ms apart', async (pause) => {
	const { clock, announcer, shown, texts } = setup();
	announcer.say('ok');
	await clock.pass(pause);
	announcer.say('ok');
	await clock.pass(10_000);
	expect(texts()).toEqual(['', 'ok', '', 'ok']);
	expect(shown[3]!.at - shown[2]!.at).toBeGreaterThan(0);
});

test('announces the first text without delay', async () => {
	const { clock, announcer, texts } = setup();
	announcer.say('one');
	await clock.pass(200);
	expect(texts().at(-1)).toBe('one');
});

test('announces the first of many texts and the number of the others', async () => {
	const { clock, announcer, texts } = setup();
	for (let i = 1; i <= 40; i++) announcer.say(`message ${i}`);
	await clock.pass(60_000);
	const said = texts().filter(Boolean);
	expect(said.slice(0, 2)).toEqual(['message 1', 'message 2']);
	const more = said.at(-1);
	expect(more).toBe(`${40 - (said.length - 1)} more`);
	expect(said.length).toBeLessThan(10);
	announcer.say('later');
	await clock.pass(1_000);
	expect(texts().at(-1)).toBe('later');
});

test('counts texts that arrive while others are counted, in order', async () => {
	const { clock, announcer, texts } = setup();
	for (let i = 1; i <= 7; i++) announcer.say(`${i}`);
	await clock.pass(2_000);
	announcer.say('late');
	await clock.pass(60_000);
	expect(texts().filter(Boolean)).toEqual(['1', '2', '3', '4', '5', '3 more']);
});

test('announces nothing after stop', async () => {
	const { clock, announcer, texts } = setup();
	announcer.say('one');
	announcer.say('two');
	await clock.pass(200);
	announcer.stop();
	await clock.pass(60_000);
	expect(texts()).toEqual(['', 'one']);
});
