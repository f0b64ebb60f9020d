/** Numbers that look random and are the same on every run with the same seed. */
export interface Random {
	/** From 0 up to, and not including, 1. */
	next(): number;
	/** A whole number from 0 up to, and not including, `limit`. */
	below(limit: number): number;
	pick<Item>(items: readonly Item[]): Item;
}

/** mulberry32 */
export function randomFrom(seed: number): Random {
	let state = seed | 0;
	const next = () => {
		state = (state + 0x6d2b79f5) | 0;
		let value = Math.imul(state ^ (state >>> 15), 1 | state);
		value = (value + Math.imul(value ^ (value >>> 7), 61 | value)) ^ value;
		return ((value ^ (value >>> 14)) >>> 0) / 2 ** 32;
	};
	const below = (limit: number) => Math.floor(next() * limit);
	return {
		next,
		below,
		pick: <Item>(items: readonly Item[]) => items[below(items.length)] as Item
	};
}
