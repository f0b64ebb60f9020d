const KEY = 'support-chat:single-keys-off';

/** Whether shortcuts of a single character work; remembered in this browser. */
export class SingleKeys {
	#on = $state(isOn());

	get on(): boolean {
		return this.#on;
	}

	toggle(): void {
		this.#on = !this.#on;
		try {
			if (this.#on) localStorage.removeItem(KEY);
			else localStorage.setItem(KEY, '1');
		} catch {
			// Forbidden storage: it holds as long as the page.
		}
	}
}

function isOn(): boolean {
	try {
		return globalThis.localStorage?.getItem(KEY) == null;
	} catch {
		return true;
	}
}
