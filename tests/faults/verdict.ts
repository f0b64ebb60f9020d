import { describe, isUnsent, storedOf, type Bubble } from './bubble.ts';

/** One client's final state, and what its screen showed during the run. */
export interface Observation {
	name: string;
	typed: readonly string[];
	/** The final screen. */
	bubbles: Bubble[];
	orders: readonly string[][];
	doubled: ReadonlySet<string>;
	/** Those of `typed` that have files. */
	withFiles: ReadonlySet<string>;
	/** Texts of messages that failed and were sent again by their writer, maybe later than others. */
	retried: ReadonlySet<string>;
}

/** Violations as text; all lists are empty when delivery was correct. */
export interface Verdict {
	lost: string[];
	doubled: string[];
	outOfOrder: string[];
	misattributed: string[];
}

/**
 * Compares the typed and shown messages with the table.
 *
 * @param table the chat's messages, in order of `seq`
 * @param strays texts that were stored under another user
 */
export function judge(
	table: readonly Pick<Bubble, 'text' | 'files'>[],
	observations: readonly Observation[],
	strays: readonly string[]
): Verdict {
	const verdict: Verdict = {
		...{ lost: [], doubled: [], outOfOrder: [] },
		misattributed: strays.map((text) => `"${text}" was stored under another user`)
	};
	const texts = table.map(({ text }) => text);
	for (const text of new Set(texts)) {
		const count = texts.filter((other) => other === text).length;
		if (count > 1) verdict.doubled.push(`"${text}" is in the table ${count} times`);
	}
	for (const observation of observations) {
		const { name, doubled } = observation;
		verdict.lost.push(...lost(table, observation));
		verdict.doubled.push(...[...doubled].map((text) => `"${text}" was twice on ${name}`));
		verdict.outOfOrder.push(...outOfOrder(texts, observation));
	}
	return verdict;
}

function lost(
	table: readonly Pick<Bubble, 'text' | 'files'>[],
	{ name, typed, bubbles }: Observation
): string[] {
	const known = new Set([...table, ...bubbles.filter(isUnsent)].map(({ text }) => text));
	const shown = new Set(storedOf(bubbles).map(describe));
	return [
		...typed
			.filter((text) => !known.has(text))
			.map((text) => `"${text}" is neither in the table nor unsent on ${name}`),
		...table
			.map(describe)
			.filter((message) => !shown.has(message))
			.map((message) => `"${message}" is not on ${name}`)
	];
}

function outOfOrder(table: readonly string[], observation: Observation): string[] {
	const { name, typed, orders, retried, withFiles } = observation;
	const places = new Map(table.map((text, index) => [text, index]));
	const found = new Set<string>();
	for (const order of orders) {
		const pair = inversion(order.map((text) => places.get(text) ?? -1));
		if (pair) found.add(`"${table[pair[0]]}" was above "${table[pair[1]]}" on ${name}`);
	}
	// Uploads do not delay what is written after them: such a message may come later than the next ones, but
	// not before an earlier one.
	let last = -1;
	for (const text of typed.filter((text) => places.has(text) && !retried.has(text))) {
		const place = places.get(text)!;
		if (place < last) found.add(`"${table[last]}" was written before "${text}" on ${name}`);
		if (!withFiles.has(text)) last = Math.max(last, place);
	}
	return [...found];
}

/** The first adjacent pair that is not in ascending order, ignoring negative numbers. */
function inversion(numbers: number[]): [number, number] | null {
	const known = numbers.filter((number) => number >= 0);
	const index = known.findIndex((number, i) => i > 0 && number <= known[i - 1]!);
	return index < 0 ? null : [known[index - 1]!, known[index]!];
}
