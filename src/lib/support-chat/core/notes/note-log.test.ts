import { describe, expect, test } from 'vitest';
import { FakeClock, settled } from '../testing/test-support.ts';
import { at, FakeNotes, note } from '../testing/fake-notes.ts';
import { NoteLog } from './note-log.ts';

function setUp(minutes: number[]) {
	const [server, clock] = [new FakeNotes(), new FakeClock()];
	server.table = minutes.map((minute) => note(minute));
	const log = new NoteLog({
		transport: server,
		clock,
		onStored: () => {},
		onChange: () => {},
		random: () => 0.5
	});
	const ids = () => log.notes.map(({ id }) => id);
	return { server, clock, log, ids };
}

const range = (from: number, to: number) => Array.from({ length: to - from }, (_, i) => from + i);
const span = (from: number, to: number) => ({ from: at(from), to: at(to) });
const OPEN = { from: -Infinity, to: Infinity };

describe('NoteLog', () => {
	test('reads the notes of its span only, and then only what is new of it', async () => {
		const { server, log, ids } = setUp([1, 5, 9]);
		log.cover(span(4, 8));
		await settled();
		expect(ids()).toEqual(['n5']);
		log.cover(span(4, 8));
		log.cover(span(0, 8));
		log.cover(span(0, 10));
		await settled();
		expect(ids()).toEqual(['n1', 'n5', 'n9']);
		expect(server.reads).toEqual([span(4, 8), span(0, 4), span(8, 10)]);
	});

	test('drops what its span leaves, and forgets another one', async () => {
		const { log, ids } = setUp([1, 5, 9]);
		log.cover(OPEN);
		await settled();
		log.cover(span(4, 8));
		expect(ids()).toEqual(['n5']);
		log.cover(span(9, 12));
		expect(ids()).toEqual([]);
		await settled();
		expect(ids()).toEqual(['n9']);
	});

	test('reads one page of many, and the others when asked', async () => {
		const { server, log, ids } = setUp(range(0, 120));
		log.cover(OPEN);
		await settled();
		expect([ids().length, ids()[0], log.gaps]).toEqual([50, 'n70', [at(70)]]);
		expect(server.reads).toHaveLength(1);
		log.readBefore(at(70));
		await settled();
		expect([ids()[0], log.gaps]).toEqual(['n21', [at(21)]]);
		log.readBefore(at(21));
		await settled();
		expect([ids().length, log.gaps]).toEqual([120, []]);
	});

	test('keeps a gap when older messages come', async () => {
		const { log, ids } = setUp(range(10, 70));
		log.cover({ from: at(9), to: Infinity });
		await settled();
		log.cover(OPEN);
		await settled();
		expect([ids()[0], log.gaps]).toEqual(['n20', [at(20)]]);
		log.cover({ from: at(30), to: Infinity });
		expect([ids()[0], log.gaps]).toEqual(['n30', []]);
	});

	test('finds what was added and deleted unheard', async () => {
		const { server, log, ids } = setUp([1, 2]);
		log.cover(OPEN);
		await settled();
		server.table = [note(2), note(3)];
		log.refresh();
		await settled();
		expect(ids()).toEqual(['n2', 'n3']);
	});

	test('reads as much again as it holds', async () => {
		const { server, log, ids } = setUp(range(0, 120));
		log.cover(OPEN);
		await settled();
		log.readBefore(at(70));
		await settled();
		server.table = server.table.filter(({ id }) => id !== 'n30');
		log.refresh();
		await settled();
		expect(ids()).not.toContain('n30');
		expect(ids()[0]).toBe('n20');
		expect(log.gaps).toEqual([at(20)]);
	});

	test('believes an event more than a read that began before it', async () => {
		const { server, log, ids } = setUp([1, 2]);
		log.cover(OPEN);
		await settled();
		let answer = () => {};
		server.held = new Promise((resolve) => (answer = resolve));
		log.refresh();
		log.add(note(3));
		log.drop('n1');
		answer();
		await settled();
		expect(ids()).toEqual(['n2', 'n3']);
	});

	test('takes no note from outside its span', async () => {
		const { log, ids } = setUp([]);
		log.cover(span(4, 8));
		await settled();
		log.add(note(9));
		log.add(note(6));
		log.add(note(6));
		expect(ids()).toEqual(['n6']);
	});

	test('tries a failed read again', async () => {
		const { server, clock, log, ids } = setUp([1]);
		server.failing = true;
		log.cover(OPEN);
		await settled();
		server.failing = false;
		await clock.pass(10_000);
		expect(ids()).toEqual(['n1']);
		server.failing = true;
		server.table = [];
		log.refresh();
		await settled();
		expect(ids()).toEqual(['n1']);
		server.failing = false;
		await clock.pass(10_000);
		expect(ids()).toEqual([]);
	});

	test('leaves the answer for a span that was left', async () => {
		const { server, log, ids } = setUp([1, 9]);
		let answer = () => {};
		server.held = new Promise((resolve) => (answer = resolve));
		log.cover(span(0, 4));
		log.cover(span(8, 10));
		answer();
		await settled();
		expect(ids()).toEqual(['n9']);
	});

	test('reads nothing once stopped', async () => {
		const { server, clock, log } = setUp([1]);
		server.failing = true;
		log.cover(OPEN);
		await settled();
		log.stop();
		await clock.pass(100_000);
		expect(server.reads).toHaveLength(1);
	});
});
