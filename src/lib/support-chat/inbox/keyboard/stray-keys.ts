/** What of a keyboard event decides. */
type StrayPress = Pick<KeyboardEvent, 'key' | 'repeat' | 'ctrlKey' | 'metaKey' | 'altKey'>;

/** Tells keys that are meant for a field from shortcuts, where no field has the focus, or not yet. */
export class StrayKeys {
	/** Where the last key was typed. */
	#field: Pick<Element, 'isConnected'> | null = null;
	/** The key that led into a field, while it is held. */
	#held = '';

	/**
	 * The key belongs to a field that has gone under the hands of who types, or it is still held from
	 * the way into one. `field` is the one with the focus.
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

	/** This key has led into a field. */
	hold(key: string): void {
		this.#held = key;
	}

	/** Somebody has gone elsewhere on purpose. */
	release(): void {
		this.#field = null;
	}
}
