import { describe, expect, test } from 'vitest';
import { schedule, type Task } from './schedule.ts';

/** Tasks that end when the test says so, and the names of those that have started. */
function stage(uses: Record<string, string[]>) {
	const started: string[] = [];
	const ends: Record<string, (error?: Error) => void> = {};
	const tasks = Object.entries(uses).map(([name, uses]): Task => {
		const run = () => {
			started.push(name);
			return new Promise<void>((resolve, reject) => {
				ends[name] = (error) => (error ? reject(error) : resolve());
			});
		};
		return { name, uses, run };
	});
	/** Ends a task, and lets what waits for that start. */
	const end = async (name: string, error?: Error) => {
		ends[name]!(error);
		await new Promise(setImmediate);
	};
	return { tasks, started, end };
}

describe('schedule', () => {
	test('runs as many tasks at a time as there are places, in their order', async () => {
		const { tasks, started, end } = stage({ a: [], b: [], c: [], d: [] });
		const all = schedule(tasks, 2);
		expect(started).toEqual(['a', 'b']);
		await end('b');
		expect(started).toEqual(['a', 'b', 'c']);
		await end('a');
		expect(started).toEqual(['a', 'b', 'c', 'd']);
		await end('c');
		await end('d');
		expect((await all).map(({ name }) => name)).toEqual(['b', 'a', 'c', 'd']);
	});

	test('runs two tasks that use the same one after the other, and meanwhile later ones', async () => {
		const { tasks, started, end } = stage({ a: ['x'], b: ['y', 'x'], c: [], d: ['y'] });
		const all = schedule(tasks, 2);
		expect(started).toEqual(['a', 'c']);
		await end('c');
		expect(started).toEqual(['a', 'c', 'd']);
		await end('a');
		expect(started).toEqual(['a', 'c', 'd']);
		await end('d');
		expect(started).toEqual(['a', 'c', 'd', 'b']);
		await end('b');
		await all;
	});

	test('starts nothing after a failure, and waits for what runs', async () => {
		const { tasks, started, end } = stage({ a: [], b: [], c: [] });
		const ended: string[] = [];
		const all = schedule(tasks, 2, ({ name }) => ended.push(name));
		const error = new Error('Not this time.');
		await end('a', error);
		expect(started).toEqual(['a', 'b']);
		expect(ended).toEqual(['a']);
		await end('b');
		expect(await all).toMatchObject([{ name: 'a', error }, { name: 'b' }]);
		expect(started).toEqual(['a', 'b']);
	});

	test('runs nothing without tasks', async () => {
		expect(await schedule([], 2)).toEqual([]);
	});
});
