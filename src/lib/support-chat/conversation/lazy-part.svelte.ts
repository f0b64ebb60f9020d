/** A part of the chat that is loaded when it is first needed. */
export class LazyPart<Part> {
	#part = $state.raw<Part | null>();
	readonly #load: () => Promise<Part>;
	#loading: Promise<unknown> | undefined;

	/** @param part what `load` resolves to, if it is there already */
	constructor(load: () => Promise<Part>, part?: Part) {
		this.#load = load;
		this.#part = part;
	}

	/** Undefined until it is loaded, null when that has failed. */
	get current(): Part | null | undefined {
		return this.#part;
	}

	/** Loads it, unless it is there. Resolves also when it fails; the next call tries again. */
	readonly load = (): Promise<unknown> =>
		(this.#loading ??= this.#load().then(
			(part) => (this.#part = part),
			() => {
				this.#part = null;
				this.#loading = undefined;
			}
		));
}
