/** Functions to call when something happens. */
export class Listeners<Args extends unknown[] = []> {
	readonly #all = new Set<(...args: Args) => void>();

	/** Calls `listener` each time from now on; the returned function ends that. */
	add(listener: (...args: Args) => void): () => void {
		this.#all.add(listener);
		return () => this.#all.delete(listener);
	}

	call(...args: Args): void {
		for (const listener of [...this.#all]) listener(...args);
	}
}
