import {
	startSupportChat,
	type SupportChat,
	type SupportChatOptions
} from './start-support-chat.ts';

// A server that renders the app has no HTMLElement.
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);

const WATCHED = ['url', 'publishable-key', 'user-id', 'language', 'side', 'launcher'];

/**
 * `<support-chat url="https://….supabase.co" publishable-key="sb_publishable_…" user-id="…">`: the chat
 * of the element's user while the element is in the page. Starts when it has these three attributes, and
 * anew when one of them changes.
 *
 * Further attributes: `language`, `heading` (the name of the support team), `welcome`, `side`, and
 * `launcher="false"`. The properties `client` and `accessToken` are those of `startSupportChat`. Events:
 * `open`, `close`, `unread`, `message` and `connection`, whose `detail` is that of the chat's events.
 */
export class SupportChatElement extends Base {
	static readonly observedAttributes = WATCHED;
	#client: SupportChatOptions['client'];
	#accessToken: SupportChatOptions['accessToken'];
	#chat: SupportChat | undefined;
	#isScheduled = false;

	/** The running chat; undefined while an attribute is missing. */
	get chat(): SupportChat | undefined {
		return this.#chat;
	}

	get client(): SupportChatOptions['client'] {
		return this.#client;
	}

	set client(client: SupportChatOptions['client']) {
		this.#client = client;
		this.#startSoon();
	}

	get accessToken(): SupportChatOptions['accessToken'] {
		return this.#accessToken;
	}

	set accessToken(accessToken: SupportChatOptions['accessToken']) {
		this.#accessToken = accessToken;
		this.#startSoon();
	}

	connectedCallback(): void {
		// Set before the script had defined the element, they hide the accessors.
		for (const name of ['client', 'accessToken'] as const) {
			if (!Object.hasOwn(this, name)) continue;
			const value = this[name];
			Reflect.deleteProperty(this, name);
			Object.assign(this, { [name]: value });
		}
		this.#startSoon();
	}

	disconnectedCallback(): void {
		this.#startSoon();
	}

	attributeChangedCallback(_: string, before: string | null, now: string | null): void {
		if (before !== now) this.#startSoon();
	}

	open(options?: { draft?: string }): void {
		this.#chat?.open(options);
	}

	close(): void {
		this.#chat?.close();
	}

	toggle(): void {
		this.#chat?.toggle();
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
		this.#chat?.destroy();
		this.#chat = undefined;
		const read = (name: string) => this.getAttribute(name) ?? undefined;
		const [url, publishableKey, id] = [read('url'), read('publishable-key'), read('user-id')];
		if (!this.isConnected || !url || !publishableKey || !id) return;
		const chat = startSupportChat({
			project: { url, publishableKey },
			user: { id },
			client: this.#client,
			accessToken: this.#accessToken,
			language: read('language'),
			get title() {
				return read('heading');
			},
			get welcome() {
				return read('welcome');
			},
			side: read('side') as SupportChatOptions['side'],
			launcher: read('launcher') !== 'false',
			target: this
		});
		for (const name of ['open', 'close', 'unread', 'message', 'connection'] as const) {
			chat.on(name, (...[detail]) => this.dispatchEvent(new CustomEvent(name, { detail })));
		}
		this.#chat = chat;
	}
}

/** Defines `<support-chat>`, once per page; does nothing on a server. */
export function defineSupportChat(): void {
	const elements = globalThis.customElements as CustomElementRegistry | undefined;
	if (elements && !elements.get('support-chat'))
		elements.define('support-chat', SupportChatElement);
}
