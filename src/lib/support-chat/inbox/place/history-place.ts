import { Listeners } from '../../core/listeners.ts';
import { hrefBelow, pathBelow, type InboxPlace } from './inbox-place.ts';

/**
 * The place in the path of the page's address, below `base`. The server must answer every path below it
 * with the page that holds the inbox.
 */
export class HistoryPlace implements InboxPlace {
	readonly href: InboxPlace['href'];
	readonly #base: string;
	readonly #window: Window;
	readonly #listeners = new Listeners<[]>();
	#listening = 0;

	/** @param base the path of the list, for example `/admin` */
	constructor(base: string, page: Window = window) {
		this.#base = base;
		this.#window = page;
		this.href = hrefBelow(base);
	}

	get current(): string {
		return pathBelow(this.#base, this.#window.location) ?? '/';
	}

	navigate(href: string, replace: boolean): void {
		const { history, location } = this.#window;
		if (replace) history.replaceState(history.state, '', href);
		// A link to the page itself adds no history entry, as in browsers.
		else if (new URL(href, location.href).href !== location.href) history.pushState(null, '', href);
		this.#listeners.call();
	}

	subscribe(listener: () => void): () => void {
		const remove = this.#listeners.add(listener);
		if (this.#listening++ === 0) this.#window.addEventListener('popstate', this.#onPopState);
		return () => {
			remove();
			if (--this.#listening === 0) this.#window.removeEventListener('popstate', this.#onPopState);
		};
	}

	readonly #onPopState = () => this.#listeners.call();
}
