import { expect, test } from 'vitest';
import type { HealthProblem } from '../../core/health.ts';
import { FakeClock, FakePageEnvironment, settled } from '../../core/testing/test-support.ts';
import { Health } from './health.svelte.ts';

const MINUTE = 60_000;

/** Input that is idle or, when `busy`, is not. */
class FakeRest {
	busy = false;
	readonly waiting = new Set<() => void>();

	start(): () => void {
		return () => {};
	}

	wait(run: () => void): () => void {
		if (!this.busy) run();
		else this.waiting.add(run);
		return () => this.waiting.delete(run);
	}

	release(): void {
		this.busy = false;
		this.waiting.forEach((run) => run());
	}
}

function setup() {
	const clock = new FakeClock();
	const environment = new FakePageEnvironment();
	const rest = new FakeRest();
	const database = { problems: [] as HealthProblem[], fails: false, reads: 0 };
	const health = async () => {
		database.reads++;
		if (database.fails) throw new Error('No connection');
		return database.problems;
	};
	const shown = new Health({ port: () => ({ health }), clock, environment, rest });
	return { clock, environment, rest, database, health: shown };
}

test('reads at the start and every ten minutes', async () => {
	const { clock, database, health } = setup();
	database.problems = ['emails_failed'];
	const stop = health.start();
	await settled();
	expect(health.problems).toEqual(['emails_failed']);
	await clock.pass(10 * MINUTE - 1);
	expect(database.reads).toBe(1);
	database.problems = [];
	await clock.pass(1);
	expect(database.reads).toBe(2);
	expect(health.problems).toEqual([]);
	stop();
	await clock.pass(60 * MINUTE);
	expect(database.reads).toBe(2);
});

test('a hidden tab does not read, and reads when it is visible again after ten minutes', async () => {
	const { clock, environment, database, health } = setup();
	health.start();
	environment.set({ visible: false });
	await clock.pass(30 * MINUTE);
	expect(database.reads).toBe(1);
	environment.set({ visible: true });
	expect(database.reads).toBe(2);
	environment.set({ visible: false });
	environment.set({ visible: true });
	expect(database.reads).toBe(2);
	await clock.pass(10 * MINUTE);
	expect(database.reads).toBe(3);
});

test('offline it waits for the connection', async () => {
	const { environment, database, health } = setup();
	environment.set({ online: false });
	health.start();
	expect(database.reads).toBe(0);
	environment.set({ online: true });
	expect(database.reads).toBe(1);
});

test('a failed read changes nothing', async () => {
	const { clock, database, health } = setup();
	database.problems = ['emails_overdue'];
	health.start();
	await settled();
	database.fails = true;
	await clock.pass(10 * MINUTE);
	expect(database.reads).toBe(2);
	expect(health.problems).toEqual(['emails_overdue']);
});

test('dismissed problems are hidden until there is another one', async () => {
	const { clock, database, health } = setup();
	database.problems = ['emails_failed', 'emails_overdue'];
	health.start();
	await settled();
	health.dismiss();
	expect(health.problems).toEqual([]);
	database.problems = ['emails_failed'];
	await clock.pass(10 * MINUTE);
	expect(health.problems).toEqual([]);
	database.problems = ['emails_failed', 'clock_stopped'];
	await clock.pass(10 * MINUTE);
	expect(health.problems).toEqual(['emails_failed', 'clock_stopped']);
});

test('a dismissed problem that is fixed and comes back is shown', async () => {
	const { clock, database, health } = setup();
	database.problems = ['emails_failed'];
	health.start();
	await settled();
	health.dismiss();
	database.problems = [];
	await clock.pass(10 * MINUTE);
	database.problems = ['emails_failed'];
	await clock.pass(10 * MINUTE);
	expect(health.problems).toEqual(['emails_failed']);
});

test('only the last problems found are shown, once input is idle', async () => {
	const { clock, database, rest, health } = setup();
	rest.busy = true;
	database.problems = ['emails_failed'];
	const stop = health.start();
	await settled();
	expect(health.problems).toEqual([]);
	database.problems = ['clock_stopped'];
	await clock.pass(10 * MINUTE);
	expect(rest.waiting.size).toBe(1);
	rest.release();
	expect(health.problems).toEqual(['clock_stopped']);
	rest.busy = true;
	database.problems = [];
	await clock.pass(10 * MINUTE);
	stop();
	rest.release();
	expect(health.problems).toEqual(['clock_stopped']);
});
