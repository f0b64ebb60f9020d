import { afterEach, expect, test, vi } from 'vitest';
import { randomId } from './random-id.ts';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

afterEach(() => vi.unstubAllGlobals());

test('an id is a unique UUID, with and without TLS', () => {
	const made = new Set<string>();
	for (const source of [crypto, { getRandomValues: crypto.getRandomValues.bind(crypto) }]) {
		vi.stubGlobal('crypto', source);
		for (let i = 0; i < 200; i++) made.add(randomId());
	}
	expect(made.size).toBe(400);
	for (const id of made) expect(id).toMatch(UUID);
});
