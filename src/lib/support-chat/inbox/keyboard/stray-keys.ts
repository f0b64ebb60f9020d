/** The parts of a keyboard event that decide. */
type StrayPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Detects keys that are not meant as shortcuts, after a field was removed or while one gets the focus. */
export class StrayKeys {
	/** The field that the last key was typed into. */
	#field: Pick<Element, 'isConnected'> | null = null;
	/** The key that moved the focus into a field, while it is held. */
	#held = '';

	/**
	 * Whether the key was meant for a field that was removed during typing, or repeats the key that moved
	 * the focus into one. `field` is the focused field, if any.
	 */
	isStray(press: StrayPress, field: Pick<Element, 'isConnected'> | null): boolean {
		if (!press.repeat) this.#held = '';
		else if (press.key === this.#held) return true;
		if (field) {
			this.#field = field;
			return false;
		}
		const modified = press.ctrlKey || press.metaKey || press.altKey;
		if (modified || ['Escape', 'Tab'].includes(press.key) || this.#field?.isConnected)
			this.release();
		return this.#field !== null;
	}

	/** Notes the key that moves the focus into a field. */
	hold(key: string): void {
		this.#held = key;
	}

	/** Ends the typing, as the user has moved on. */
	release(): void {
		this.#field = null;
	}
}
