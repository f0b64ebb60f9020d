import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/test-support.ts';
import { TypingSignal, TypingWatch } from './typing.ts';

const SECOND = 1000;

function signal() {
	const clock = new FakeClock();
	const sent: boolean[] = [];
	return { clock, sent, signal: new TypingSignal(clock, (typing) => sent.push(typing)) };
}

describe('TypingSignal', () => {
	it('sends a start event on the first key, then at most every three seconds', async () => {
		const { clock, sent, signal: typing } = signal();
		for (let tenth = 0; tenth < 100; tenth++) {
			typing.typed('x'.repeat(tenth + 1));
			await clock.pass(SECOND / 10);
		}
		expect(sent).toEqual([true, true, true, true]);
	});

	it('sends one stop event when the text is cleared or sent', () => {
		const { sent, signal: typing } = signal();
		typing.typed('a');
		typing.typed('');
		typing.typed('');
		typing.typed(' \n');
		expect(sent).toEqual([true, false]);
	});

	it('sends nothing for a field that stays empty', () => {
		const { sent, signal: typing } = signal();
		typing.typed('');
		typing.leave();
		expect(sent).toEqual([]);
	});

	it('reports typing on after sending as soon as allowed, without another key', async () => {
		const { clock, sent, signal: typing } = signal();
		typing.typed('Hello');
		await clock.pass(SECOND);
		typing.typed('');
		typing.typed('a');
		expect(sent).toEqual([true, false]);
		await clock.pass(1.9 * SECOND);
		expect(sent).toEqual([true, false]);
		await clock.pass(0.2 * SECOND);
		expect(sent).toEqual([true, false, true]);
	});

	it('sends no more events when typing and deleting alternate', async () => {
		const { clock, sent, signal: typing } = signal();
		for (let i = 0; i < 300; i++) {
			typing.typed(i % 2 ? '' : 'a');
			await clock.pass(SECOND / 10);
		}
		expect(sent.filter(Boolean).length).toBeLessThanOrEqual(11);
		expect(sent.length).toBeLessThanOrEqual(22);
	});

	it('ends typing on leave, including a pending start event', async () => {
		const { clock, sent, signal: typing } = signal();
		typing.typed('a');
		typing.typed('');
		typing.typed('b');
		typing.leave();
		await clock.pass(10 * SECOND);
		expect(sent).toEqual([true, false]);
	});

	it('sends no stop event after the other side has ended typing by itself', async () => {
		const { clock, sent, signal: typing } = signal();
		typing.typed('a');
		await clock.pass(7 * SECOND);
		typing.typed('');
		expect(sent).toEqual([true]);
	});
});

describe('TypingWatch', () => {
	function watch() {
		const clock = new FakeClock();
		const changes: boolean[] = [];
		const watched: TypingWatch = new TypingWatch(clock, () => changes.push(watched.typing));
		return { clock, changes, watched };
	}

	it('ends six seconds after the last start event', async () => {
		const { clock, changes, watched } = watch();
		watched.take(true);
		await clock.pass(4 * SECOND);
		watched.take(true);
		await clock.pass(5.9 * SECOND);
		expect(watched.typing).toBe(true);
		await clock.pass(0.2 * SECOND);
		expect(watched.typing).toBe(false);
		expect(changes).toEqual([true, false]);
	});

	it('ends on a stop event, and the old timer does not end later typing', async () => {
		const { clock, changes, watched } = watch();
		watched.take(true);
		await clock.pass(5 * SECOND);
		watched.take(false);
		watched.take(true);
		await clock.pass(3 * SECOND);
		expect(changes).toEqual([true, false, true]);
	});
});
