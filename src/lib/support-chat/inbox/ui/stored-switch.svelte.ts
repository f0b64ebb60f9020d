import { readFlag, writeFlag } from '../../conversation/browser/stored-flag.ts';

/** A setting that is on until somebody turns it off; remembered in this browser. */
export class StoredSwitch {
	readonly #key: string;
	#on = $state(true);

	/** @param key what is stored while it is off */
	constructor(key: string) {
		this.#key = key;
		this.#on = !readFlag(key);
	}

	get on(): boolean {
		return this.#on;
	}

	toggle(): void {
		this.#on = !this.#on;
		writeFlag(this.#key, !this.#on);
	}
}
