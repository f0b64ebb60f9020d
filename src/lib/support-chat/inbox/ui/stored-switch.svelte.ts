/** A setting that is on until somebody turns it off; remembered in this browser. */
export class StoredSwitch {
	readonly #key: string;
	#on = $state(true);

	/** @param key what is stored while it is off */
	constructor(key: string) {
		this.#key = key;
		this.#on = isOn(key);
	}

	get on(): boolean {
		return this.#on;
	}

	toggle(): void {
		this.#on = !this.#on;
		try {
			if (this.#on) localStorage.removeItem(this.#key);
			else localStorage.setItem(this.#key, '1');
		} catch {
			// Forbidden storage: it holds as long as the page.
		}
	}
}

function isOn(key: string): boolean {
	try {
		return globalThis.localStorage?.getItem(key) == null;
	} catch {
		return true;
	}
}
