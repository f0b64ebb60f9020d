import { adoptStyles, openShadow } from '../../conversation/shadow.ts';
import { restoreBrand } from '../../conversation/brand.ts';
import type { LoadClient } from '../../supabase/session/client-loader.ts';
import { currentToken } from '../../supabase/session/current-token.ts';
import { lookForChat } from '../../supabase/realtime/chat-lookup.ts';
import type { FoundChat } from '../../supabase/realtime/read-chat.ts';
import type { LauncherLanguage } from '../../languages/widget-catalogue.ts';
import type { ChatWatch } from '../alerts/chat-watch.ts';
import type { LauncherOptions, LauncherParts } from '../alerts/launcher-options.ts';
import type { Opening, OpenOptions } from '../panel/opening.svelte.ts';
import { wasOpen } from '../panel/open-state.ts';
import tokens from '../../launcher-tokens.css?inline';
import { drawButton } from './draw-button.ts';
import { drawFailure } from './draw-failure.ts';
import { hasUnsent } from './has-unsent.ts';
import styles from './launcher.css?inline';
import { english, loadLanguage } from './launcher-language.ts';
import { watchAddress, type AddressWatch } from './watch-address.ts';

/** A press within this time is no reaction to a panel that has reopened by itself. */
const REACTION_MS = 500;

/** A download that failed in the background is retried when it is needed. */
const ignore = () => {};

/**
 * The button in the element's shadow root. Loads what watches over the user's chat when there is one, and
 * the panel when it may soon be needed. It runs from its construction until `stop`.
 */
export class Launcher implements LauncherParts {
	readonly options: LauncherOptions;
	readonly root: ShadowRoot;
	readonly button: HTMLButtonElement;
	readonly loadClient: LoadClient = async () => {
		// Once it is there, without a task of its own, which an import is even when it is loaded.
		if (!this.#loadClient) {
			const { clientLoader } = await loadChat();
			// Others may have waited, too: the page has one client.
			this.#loadClient ??= clientLoader(this.options);
		}
		return this.#loadClient();
	};
	words: LauncherLanguage = english();
	isOpen = false;
	readonly #host: HTMLElement;
	readonly #drawIcon: (open: boolean) => void;
	readonly #failure = document.createElement('div');
	readonly #language: Promise<LauncherLanguage>;
	readonly #address: AddressWatch;
	readonly #worn = new Map<string, () => void>();
	#loadClient: LoadClient | undefined;
	#opening: Promise<Opening> | undefined;
	#watching: Promise<ChatWatch> | undefined;
	#watch: ChatWatch | undefined;
	#panel: Opening | undefined;
	#busy = false;
	#stopped = false;
	#reopenedAt = -Infinity;
	/** What had the focus before an app's own button opened the chat. */
	#focused: HTMLElement | null = null;
	readonly stopLooking: () => void;

	constructor(host: HTMLElement, options: LauncherOptions) {
		this.options = options;
		this.#host = host;
		this.wear(tokens);
		this.root = openShadow(host, styles);
		restoreBrand(host);
		this.#language = loadLanguage(options.language);
		[this.button, this.#drawIcon] = drawButton();
		this.button.hidden = options.hasButton === false;
		this.#handlePresses();
		this.update();
		this.root.append(this.button);
		void this.#language.then((words) => {
			this.words = words;
			host.lang = words.tag;
			host.dir = words.dir;
			this.update();
		});
		this.stopLooking = lookForChat({
			...options,
			token: (refused) => currentToken(options, this.loadClient, refused),
			onFound: (found) => this.watch(found)
		});
		// Unsent messages do not wait for a click.
		if (hasUnsent(options.userId)) this.#load().then((panel) => panel.start(), ignore);
		this.#address = watchAddress(() => this.isOpen || this.open());
		if (!this.#busy && wasOpen(options.userId)) {
			void this.#open({ focus: 'none' }).then(() => (this.#reopenedAt = performance.now()));
		}
	}

	open(options?: OpenOptions): void {
		if (this.#stopped) return;
		if (!this.isOpen) this.#focused = document.activeElement as HTMLElement | null;
		void this.#open(options);
	}

	close(): void {
		if (!this.isOpen && !this.#busy) return;
		// First, since on a phone the button is hidden and could not take the focus.
		this.setOpen(false);
		this.#panel?.close();
	}

	stop(): void {
		this.#stopped = true;
		this.#address.stop();
		this.stopLooking();
		this.#panel?.stop();
		this.#watch?.stop();
		this.root.replaceChildren();
		for (const discard of this.#worn.values()) discard();
	}

	watch(found?: FoundChat): Promise<ChatWatch> {
		this.#watching ??= loadChat().then((module) => {
			if (this.#stopped) throw new Error();
			this.stopLooking();
			return (this.#watch = new module.ChatWatch(this, found));
		});
		this.#watching.catch(() => (this.#watching = undefined));
		return this.#watching;
	}

	async prefetch(): Promise<void> {
		await (await this.#load()).prefetch();
	}

	title(): string {
		return this.options.title() ?? this.words.texts.support;
	}

	wear(styles: string): void {
		if (!this.#worn.has(styles)) this.#worn.set(styles, adoptStyles(this.#host, styles));
	}

	takeFocus(): void {
		(this.button.hidden ? this.#focused : this.button)?.focus();
	}

	setOpen(open: boolean, busy = false): void {
		const changes = this.isOpen !== open;
		if (changes && !open) this.#address.forget();
		this.isOpen = open;
		this.#busy = busy;
		this.#failure.remove();
		this.update();
		if (changes) this.options.listener?.onOpen(open);
	}

	update(): void {
		const { texts } = this.words;
		this.button.ariaLabel = this.isOpen ? texts.close : texts.open;
		this.button.ariaExpanded = `${this.isOpen}`;
		this.button.ariaBusy = `${this.#busy}`;
		this.#drawIcon(this.isOpen);
		this.#watch?.update();
	}

	/** Loads the panel's code and texts, and mounts it closed. */
	#load(): Promise<Opening> {
		this.#opening ??= Promise.all([
			loadChat(),
			this.#language.then(({ loadChat }) => loadChat())
		]).then(([module, words]) => {
			if (this.#stopped) throw new Error();
			return (this.#panel = new module.Opening(this, words));
		});
		this.#opening.catch(() => (this.#opening = undefined));
		return this.#opening;
	}

	async #open(options?: OpenOptions): Promise<void> {
		this.setOpen(false, true);
		try {
			const panel = await this.#load();
			if (this.#busy) await panel.open(options);
		} catch {
			if (this.#stopped) return;
			this.close();
			this.button.before(drawFailure(this.#failure, this.words));
		}
	}

	#handlePresses(): void {
		const { button } = this;
		let touched = false;
		let closesAtPress = false;
		/** Whether a press closes the panel; not until the user can have seen it reopen. */
		const closes = () => this.isOpen && performance.now() - this.#reopenedAt > REACTION_MS;

		// On press, as not every browser's click has a `pointerType`; a keyboard click has no press.
		button.onpointerdown = ({ pointerType }) => {
			touched = pointerType === 'touch';
			closesAtPress = closes();
			if (!closesAtPress) void this.#panel?.readAhead();
		};
		button.onclick = ({ detail }) => {
			const pressed = detail > 0;
			if (pressed ? closesAtPress : closes()) this.close();
			else this.open({ focus: touched && pressed ? 'dialog' : 'composer' });
		};
		button.onpointerenter = button.onfocus = () => {
			this.prefetch().catch(ignore);
		};
	}
}

// Not in the server's build: SvelteKit would link the panel's styles into every page.
const loadChat = () =>
	import.meta.env.SSR
		? Promise.reject(new Error('The chat opens in a browser only.'))
		: import('../chat.ts').then((module) => module.chat);
