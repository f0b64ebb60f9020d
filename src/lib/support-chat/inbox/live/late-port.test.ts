import { expect, test } from 'vitest';
import { latePort } from './late-port.ts';

class Port {
	#greeting = 'Hello';

	async greet(name: string): Promise<string> {
		return `${this.#greeting} ${name}`;
	}

	now(): number {
		return 0;
	}
}

test('a call waits for the code and keeps its values', async () => {
	const port = latePort<Port, 'now'>(async () => new Port(), { now: () => 1 });
	expect(await port.greet('Ada')).toBe('Hello Ada');
});

test('a call fails when the code cannot be loaded', async () => {
	const port = latePort<Port, 'now'>(() => Promise.reject(new Error('offline')), { now: () => 1 });
	await expect(port.greet('Ada')).rejects.toThrow('offline');
});

test('what cannot wait is its own', () => {
	expect(latePort<Port, 'now'>(async () => new Port(), { now: () => 1 }).now()).toBe(1);
});
