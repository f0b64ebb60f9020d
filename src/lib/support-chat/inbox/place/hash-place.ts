import { Listeners } from '../../core/listeners.ts';
import type { InboxPlace } from './inbox-place.ts';

/** The place in the fragment of the page's address, `#/<chat id>`, which needs nothing of the server. */
export class HashPlace implements InboxPlace {
	readonly #window: Window;
	readonly #listeners = new Listeners<[]>();
	#listening = 0;

	constructor(page: Window = window) {
		this.#window = page;
	}

	get current(): string {
		const { hash } = this.#window.location;
		return hash.startsWith('#/') ? hash.slice(1) : '/';
	}

	href(path: string): string {
		return `#${path}`;
	}

	navigate(href: string, replace: boolean): void {
		const { history, location } = this.#window;
		if (replace) history.replaceState(history.state, '', href);
		else if (location.hash !== href) history.pushState(null, '', href);
		this.#listeners.call();
	}

	subscribe(listener: () => void): () => void {
		const remove = this.#listeners.add(listener);
		// Fired by Back, by a link of the host's and by a fragment that is typed.
		if (this.#listening++ === 0) this.#window.addEventListener('popstate', this.#onPopState);
		return () => {
			remove();
			if (--this.#listening === 0) this.#window.removeEventListener('popstate', this.#onPopState);
		};
	}

	readonly #onPopState = () => this.#listeners.call();
}
