import type { SupportInboxOptions } from './inbox-options.ts';
import { startSupportInbox, type SupportInbox } from './start-support-inbox.ts';

// A server that renders the app has no HTMLElement.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

const WATCHED = ['url', 'publishable-key', 'language', 'place', 'base-path', 'sign-in-url'];

/** The options that no attribute can hold. */
export type SupportInboxProperties = Pick<
	SupportInboxOptions,
	'client' | 'accessToken' | 'account' | 'place' | 'signInUrl'
>;

/**
 * `<support-inbox url="https://….supabase.co" publishable-key="sb_publishable_…">`: the inbox, while the
 * element is in the page. Starts when it has these two attributes, and anew when one of them changes.
 *
 * Further attributes: `language`, `place` ("history" or "hash"), `base-path` and `sign-in-url`. Options
 * that are no text are given together as the property `options`.
 */
export class SupportInboxElement extends Base {
	static readonly observedAttributes = WATCHED;
	#options: SupportInboxProperties = {};
	#inbox: SupportInbox | undefined;
	#isScheduled = false;

	get options(): SupportInboxProperties {
		return this.#options;
	}

	set options(options: SupportInboxProperties) {
		this.#options = options;
		this.#startSoon();
	}

	connectedCallback(): void {
		// Set before the script had defined the element, they hide the accessor.
		if (Object.hasOwn(this, 'options')) {
			const { options } = this;
			Reflect.deleteProperty(this, 'options');
			this.options = options;
		}
		this.#startSoon();
	}

	disconnectedCallback(): void {
		this.#startSoon();
	}

	attributeChangedCallback(_: string, before: string | null, now: string | null): void {
		if (before !== now) this.#startSoon();
	}

	/** Once for all changes that a framework makes together. */
	#startSoon(): void {
		if (this.#isScheduled) return;
		this.#isScheduled = true;
		queueMicrotask(() => {
			this.#isScheduled = false;
			this.#start();
		});
	}

	#start(): void {
		this.#inbox?.destroy();
		this.#inbox = undefined;
		const read = (name: string) => this.getAttribute(name) ?? undefined;
		const [url, publishableKey] = [read('url'), read('publishable-key')];
		if (!this.isConnected || !url || !publishableKey) return;
		this.#inbox = startSupportInbox({
			target: this,
			project: { url, publishableKey },
			language: read('language'),
			place: read('place') as SupportInboxOptions['place'],
			basePath: read('base-path'),
			signInUrl: read('sign-in-url'),
			...this.#options
		});
	}
}

/** Defines `<support-inbox>`, once per page; does nothing on a server. */
export function defineSupportInbox(): void {
	const elements = globalThis.customElements as CustomElementRegistry | undefined;
	if (elements && !elements.get('support-inbox'))
		elements.define('support-inbox', SupportInboxElement);
}
