import { createSubscriber } from 'svelte/reactivity';

interface Subscribable {
	/** Calls `listener` after each change; returns the undo. */
	subscribe(listener: () => void): () => void;
}

/** Makes an object of the core readable by components. */
export class ReactiveValue<T extends Subscribable> {
	/** The object itself: for its methods, and for reads that nothing depends on. */
	readonly value: T;
	readonly #track: () => void;

	constructor(value: T) {
		this.value = value;
		this.#track = createSubscriber((update) => value.subscribe(update));
	}

	/** The same object; what reads it here runs again after each of its changes. */
	get current(): T {
		this.#track();
		return this.value;
	}
}
