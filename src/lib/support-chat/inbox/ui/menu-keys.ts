import { fold } from '../../core/text/fold.ts';

/** Characters typed within this time of each other are one search. */
const TYPING_PAUSE_MS = 500;

/** The parts of a keyboard event that move the focus in a menu. */
export type MenuPress = Pick<KeyboardEvent, 'key' | 'timeStamp' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/**
 * The keys of the menu pattern (WAI-ARIA Authoring Practices) that move the focus: arrows, Home, End, and the
 * beginning of an item's name. One for each time that the menu is open.
 */
export class MenuKeys {
	#typed = '';
	#typedAt = -Infinity;

	/**
	 * Where a key moves the focus to.
	 *
	 * @param names of the items, in order; at least one
	 * @param at index of the item with the focus
	 * @returns its index, which is `at` when nothing begins with what was typed; null for a key that does not move it
	 */
	next(press: MenuPress, names: readonly string[], at: number): number | null {
		if (press.ctrlKey || press.metaKey || press.altKey) return null;
		const last = names.length - 1;
		const moves: Record<string, number> = {
			ArrowDown: at === last ? 0 : at + 1,
			ArrowUp: at === 0 ? last : at - 1,
			Home: 0,
			End: last
		};
		if (press.key in moves) {
			this.#typed = '';
			return moves[press.key]!;
		}
		// Space presses the item.
		const isCharacter = [...press.key].length === 1 && fold(press.key).trim() !== '';
		return isCharacter ? this.#search(press, names, at) : null;
	}

	/** The same character again leads to the next item that begins with it, as in the menus of systems. */
	#search({ key, timeStamp }: MenuPress, names: readonly string[], at: number): number {
		const character = fold(key);
		const isSoon = timeStamp - this.#typedAt <= TYPING_PAUSE_MS;
		const goesOn = isSoon && this.#typed !== '' && this.#typed !== character;
		this.#typed = goesOn ? this.#typed + character : character;
		this.#typedAt = timeStamp;
		const from = goesOn ? at : at + 1;
		const order = names.map((_, step) => (from + step) % names.length);
		return order.find((index) => fold(names[index]!).startsWith(this.#typed)) ?? at;
	}
}
