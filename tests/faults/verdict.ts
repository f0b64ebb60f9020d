import type { Bubble } from './client.ts';
import { isUnsent, storedTexts } from './watch.ts';

/** One client's final state, and what its screen showed during the run. */
export interface Observation {
	name: string;
	typed: readonly string[];
	/** The final screen. */
	bubbles: Bubble[];
	orders: readonly string[][];
	doubled: ReadonlySet<string>;
	failed: ReadonlySet<string>;
}

/** Violations as text; all lists are empty when delivery was correct. */
export interface Verdict {
	lost: string[];
	doubled: string[];
	outOfOrder: string[];
	misattributed: string[];
}

/**
 * Compares the typed and shown texts with the table.
 *
 * @param table the texts of the chat's messages, in order of `seq`
 * @param strays texts that were stored under another user
 */
export function judge(
	table: readonly string[],
	observations: readonly Observation[],
	strays: readonly string[]
): Verdict {
	const verdict: Verdict = {
		...{ lost: [], doubled: [], outOfOrder: [] },
		misattributed: strays.map((text) => `"${text}" was stored under another user`)
	};
	const stored = new Set(table);
	for (const text of stored) {
		const count = table.filter((other) => other === text).length;
		if (count > 1) verdict.doubled.push(`"${text}" is in the table ${count} times`);
	}
	for (const observation of observations) {
		const { name, doubled } = observation;
		verdict.lost.push(...lost(stored, observation));
		verdict.doubled.push(...[...doubled].map((text) => `"${text}" was twice on ${name}`));
		verdict.outOfOrder.push(...outOfOrder(table, observation));
	}
	return verdict;
}

function lost(stored: ReadonlySet<string>, { name, typed, bubbles }: Observation): string[] {
	const unsent = new Set(bubbles.filter((b) => isUnsent(b.delivery)).map(({ text }) => text));
	const shown = new Set(storedTexts(bubbles));
	return [
		...typed
			.filter((text) => !stored.has(text) && !unsent.has(text))
			.map((text) => `"${text}" is neither in the table nor unsent on ${name}`),
		...[...stored].filter((text) => !shown.has(text)).map((text) => `"${text}" is not on ${name}`)
	];
}

function outOfOrder(table: readonly string[], observation: Observation): string[] {
	const { name, typed, orders, failed } = observation;
	const places = new Map(table.map((text, index) => [text, index]));
	const found = new Set<string>();
	for (const order of orders) {
		const pair = inversion(order.map((text) => places.get(text) ?? -1));
		if (pair) found.add(`"${table[pair[0]]}" was above "${table[pair[1]]}" on ${name}`);
	}
	const steady = typed.filter((text) => places.has(text) && !failed.has(text));
	const pair = inversion(steady.map((text) => places.get(text)!));
	if (pair) found.add(`"${table[pair[0]]}" was written before "${table[pair[1]]}" on ${name}`);
	return [...found];
}

/** The first adjacent pair that is not in ascending order, ignoring negative numbers. */
function inversion(numbers: number[]): [number, number] | null {
	const known = numbers.filter((number) => number >= 0);
	const index = known.findIndex((number, i) => i > 0 && number <= known[i - 1]!);
	return index < 0 ? null : [known[index - 1]!, known[index]!];
}
