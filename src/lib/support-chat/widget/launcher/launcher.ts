import type { Reply } from '../../core/message.ts';
import { currentToken, clientLoader } from '../../supabase/session/current-token.ts';
import type { UserSessionOptions } from '../../supabase/session/user-session.ts';
import { LauncherFeed, type LauncherChat } from '../../supabase/realtime/launcher-feed.ts';
import type { LauncherLanguage } from '../../languages/catalogue.ts';
import { ChatButton } from './chat-button.ts';
import { ChatOpener, type OpenOptions } from './chat-opener.ts';
import { hasUnsent } from './has-unsent.ts';
import styles from './launcher.css?inline';
import { english, loadLanguage } from './launcher-language.ts';
import { LoadFailure } from './load-failure.ts';
import type { ReplyAlerts } from './reply-alerts.ts';
import { openState, type OpenState } from './open-state.ts';
import { addStyles, openShadow } from '../shadow.ts';
import { watchAddress, type AddressWatch } from './watch-address.ts';

export interface LauncherOptions extends UserSessionOptions {
	/** The app's choice, if any. */
	language: string | undefined;
	/** The app's own texts, read each time they are shown. */
	title(): string | undefined;
	welcome(): string | undefined;
	/** False for an app that opens the chat with a button of its own. */
	hasButton?: boolean | undefined;
	/** What the app wants to follow. */
	listener?: LauncherListener;
}

export interface LauncherListener {
	onOpen(open: boolean): void;
	/** Called with the number of unread replies. */
	onUnread(count: number): void;
	/** Called when a reply arrives. */
	onReply(reply: Reply): void;
	/** Called when the live connection is established or lost. */
	onConnected(connected: boolean): void;
}

/** A press within this time is no reaction to a panel that has reopened by itself. */
const REACTION_MS = 500;

/** A download that failed in the background is retried when it is needed. */
const ignore = () => {};

/**
 * The button and its badge in the element's shadow root. Loads the chat when it is first needed. It runs
 * from its construction until `stop`.
 */
export class Launcher {
	readonly #options: LauncherOptions;
	readonly #root: ShadowRoot;
	readonly #button = new ChatButton();
	readonly #failure = new LoadFailure();
	readonly #feed: LauncherFeed;
	readonly #opener: ChatOpener;
	readonly #address: AddressWatch;
	readonly #lastOpen: OpenState;
	#alerts: ReplyAlerts | undefined;
	#words = english();
	#open = false;
	#busy = false;
	#touched = false;
	#closesAtPress = false;
	#reopenedAt = -Infinity;
	#stopped = false;
	/** The row that the feed has last read. */
	#chat: LauncherChat | undefined;
	#unread = 0;
	/** What had the focus before an app's own button opened the chat. */
	#focused: HTMLElement | null = null;

	constructor(host: HTMLElement, options: LauncherOptions) {
		this.#options = options;
		this.#root = openShadow(host);
		this.#lastOpen = openState(options.userId);
		const language = loadLanguage(options.language);
		const loadClient = clientLoader(options);
		this.#feed = new LauncherFeed({
			...options,
			token: (refused) => currentToken(options, loadClient, refused),
			onConnected: (connected) => options.listener?.onConnected(connected),
			onChat: (row) => {
				this.#chat = row;
				this.#onUnread(row.unread_reply_count);
			}
		});
		this.#opener = new ChatOpener({
			...options,
			...{ root: this.#root, anchor: this.#button.element, loadClient, language },
			title: this.#title,
			takeFocus: this.#takeFocus,
			onEnd: this.#onEnd,
			onState: this.#onState,
			onFailure: () => this.#failure.show(this.#words, this.#button.element),
			onConnected: (connected) => options.listener?.onConnected(connected),
			onReply: (message) => {
				this.#alerts?.tell(message);
				options.listener?.onReply(message);
			},
			onUnread: (count) => {
				// From here on the conversation itself receives the updates.
				this.#feed.stop();
				this.#onUnread(count);
			}
		});
		this.#show();
		void language.then((words) => this.#useLanguage(words, host));
		this.#feed.start();
		// Unsent messages do not wait for a click.
		if (hasUnsent(options.userId)) this.#opener.load().then((chat) => chat?.start(), ignore);
		this.#address = watchAddress(() => this.#open || this.open());
		this.#reopen();
	}

	open(options?: OpenOptions): void {
		if (this.#stopped) return;
		this.#focused = document.activeElement as HTMLElement | null;
		void this.#opener.open(options);
	}

	close(): void {
		if (this.#open || this.#busy) this.#opener.close();
	}

	stop(): void {
		this.#stopped = true;
		this.#address.stop();
		this.#feed.stop();
		this.#opener.stop();
		this.#alerts?.stop();
		this.#root.replaceChildren();
	}

	#show(): void {
		addStyles(styles, 'launcher');
		const { element } = this.#button;
		element.hidden = this.#options.hasButton === false;
		// On press, as not every browser's click has a `pointerType`; a keyboard click has no press.
		element.onpointerdown = ({ pointerType }) => {
			this.#touched = pointerType === 'touch';
			this.#closesAtPress = this.#closes();
		};
		element.onclick = ({ detail }) => {
			const pressed = detail > 0;
			if (pressed ? this.#closesAtPress : this.#closes()) this.#opener.close();
			else this.open({ focus: this.#touched && pressed ? 'dialog' : 'composer' });
		};
		element.onpointerenter = element.onfocus = () => this.preload();
		this.#update();
		this.#root.append(element);
	}

	/** Loads the chat's code and client, as a click may follow. */
	preload(): void {
		this.#opener
			.load()
			.then((chat) => chat?.preload())
			.catch(ignore);
	}

	/** The panel was open when the last page was left. */
	#reopen(): void {
		if (this.#open || this.#busy || !this.#lastOpen.wasOpen) return;
		void this.#opener.open({ focus: 'none' }).then(() => (this.#reopenedAt = performance.now()));
	}

	#useLanguage(words: LauncherLanguage, host: HTMLElement): void {
		this.#words = words;
		host.lang = words.tag;
		host.dir = words.dir;
		this.#update();
	}

	readonly #title = (): string => this.#options.title() ?? this.#words.texts.support;

	#update(): void {
		const [open, busy, unread] = [this.#open, this.#busy, this.#unread];
		this.#button.show({ open, busy, unread, language: this.#words });
		this.#alerts?.update(unread, open, this.#chat);
	}

	/** Whether a press closes the panel; not until the user can have seen it reopen. */
	#closes(): boolean {
		return this.#open && performance.now() - this.#reopenedAt > REACTION_MS;
	}

	/** Closing gives the focus back to the button, or to what had it before. */
	readonly #takeFocus = (): void => {
		const { element } = this.#button;
		(element.hidden ? this.#focused : element)?.focus();
	};

	readonly #onState = (open: boolean, busy = false): void => {
		const changes = this.#open !== open;
		if (changes && !open) this.#address.forget();
		this.#open = open;
		this.#busy = busy;
		if (!busy) this.#lastOpen.keep(open);
		this.#failure.hide();
		this.#update();
		if (changes) this.#options.listener?.onOpen(open);
	};

	#onUnread(count: number): void {
		const changes = this.#unread !== count;
		this.#unread = count;
		this.#update();
		this.#loadAlerts();
		if (changes) this.#options.listener?.onUnread(count);
	}

	/** The user's session has ended: show nothing more of their chat, and stop all alerts. */
	readonly #onEnd = (): void => {
		this.#feed.stop();
		this.#alerts?.stop();
		this.#lastOpen.keep(false);
		this.#unread = 0;
		this.#update();
	};

	/** Only for users who have a chat: the others get no replies. */
	#loadAlerts(): void {
		if (this.#alerts) return;
		import('./reply-alerts.ts').then((module) => {
			if (this.#alerts || this.#stopped) return;
			this.#alerts = new module.ReplyAlerts({
				...this.#options,
				...{ onEnd: this.#onEnd, anchor: this.#button.element, takeFocus: this.#takeFocus },
				words: () => ({ ...this.#words.texts, support: this.#title() }),
				onopen: () => this.open(),
				onReply: (reply) => this.#options.listener?.onReply(reply)
			});
			this.#update();
		}, ignore);
	}
}
