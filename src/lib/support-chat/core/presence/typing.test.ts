import { describe, expect, it } from 'vitest';
import { FakeClock } from '../testing/test-support.ts';
import { TypingSignal, TypingWatch } from './typing.ts';

const SECOND = 1000;

function signal() {
	const clock = new FakeClock();
	const told: boolean[] = [];
	return { clock, told, signal: new TypingSignal(clock, (typing) => told.push(typing)) };
}

describe('TypingSignal', () => {
	it('tells at the first key, and every three seconds of typing at most', async () => {
		const { clock, told, signal: typing } = signal();
		for (let tenth = 0; tenth < 100; tenth++) {
			typing.typed('x'.repeat(tenth + 1));
			await clock.pass(SECOND / 10);
		}
		expect(told).toEqual([true, true, true, true]);
	});

	it('tells the end when the field is emptied or sent, once', () => {
		const { told, signal: typing } = signal();
		typing.typed('a');
		typing.typed('');
		typing.typed('');
		typing.typed(' \n');
		expect(told).toEqual([true, false]);
	});

	it('tells nothing of a field that was never filled', () => {
		const { told, signal: typing } = signal();
		typing.typed('');
		typing.leave();
		expect(told).toEqual([]);
	});

	it('who goes on typing after sending is told of as soon as allowed, without another key', async () => {
		const { clock, told, signal: typing } = signal();
		typing.typed('Hello');
		await clock.pass(SECOND);
		typing.typed('');
		typing.typed('a');
		expect(told).toEqual([true, false]);
		await clock.pass(1.9 * SECOND);
		expect(told).toEqual([true, false]);
		await clock.pass(0.2 * SECOND);
		expect(told).toEqual([true, false, true]);
	});

	it('typing and deleting in turns makes no more messages than that', async () => {
		const { clock, told, signal: typing } = signal();
		for (let i = 0; i < 300; i++) {
			typing.typed(i % 2 ? '' : 'a');
			await clock.pass(SECOND / 10);
		}
		expect(told.filter(Boolean).length).toBeLessThanOrEqual(11);
		expect(told.length).toBeLessThanOrEqual(22);
	});

	it('leaving the field ends it, also what was still to be told', async () => {
		const { clock, told, signal: typing } = signal();
		typing.typed('a');
		typing.typed('');
		typing.typed('b');
		typing.leave();
		await clock.pass(10 * SECOND);
		expect(told).toEqual([true, false]);
	});

	it('an end that everybody has assumed already is not told', async () => {
		const { clock, told, signal: typing } = signal();
		typing.typed('a');
		await clock.pass(7 * SECOND);
		typing.typed('');
		expect(told).toEqual([true]);
	});
});

describe('TypingWatch', () => {
	function watch() {
		const clock = new FakeClock();
		const changes: boolean[] = [];
		const watched: TypingWatch = new TypingWatch(clock, () => changes.push(watched.typing));
		return { clock, changes, watched };
	}

	it('ends by itself six seconds after it was last told', async () => {
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

	it('ends when told, and the timer of before does not end what begins after', async () => {
		const { clock, changes, watched } = watch();
		watched.take(true);
		await clock.pass(5 * SECOND);
		watched.take(false);
		watched.take(true);
		await clock.pass(3 * SECOND);
		expect(changes).toEqual([true, false, true]);
	});
});
