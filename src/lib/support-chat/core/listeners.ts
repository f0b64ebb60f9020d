/** The listeners of one event. */
export class Listeners<Args extends unknown[] = []> {
	readonly #all = new Set<(...args: Args) => void>();

	/** Adds a listener; returns the function that removes it. */
	add(listener: (...args: Args) => void): () => void {
		this.#all.add(listener);
		return () => this.#all.delete(listener);
	}

	call(...args: Args): void {
		for (const listener of [...this.#all]) listener(...args);
	}
}
