import type { Reply } from '../../core/message.ts';
import { currentToken, clientLoader } from '../../supabase/session/current-token.ts';
import { LauncherFeed, type LauncherChat } from '../../supabase/realtime/launcher-feed.ts';
import type { LauncherLanguage } from '../../languages/catalogue.ts';
import { handlePresses, type ButtonPresses } from './button-presses.ts';
import { ChatButton } from './chat-button.ts';
import { ChatOpener, type OpenOptions } from './chat-opener.ts';
import { hasUnsent } from './has-unsent.ts';
import styles from './launcher.css?inline';
import type { LauncherOptions } from './launcher-options.ts';
import { english, loadLanguage } from './launcher-language.ts';
import { LoadFailure } from './load-failure.ts';
import type { ReplyAlerts } from './reply-alerts.ts';
import { openState, type OpenState } from './open-state.ts';
import { openShadow } from '../../conversation/shadow.ts';
import { restoreBrand } from '../../conversation/brand.ts';
import { watchAddress, type AddressWatch } from './watch-address.ts';

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
	readonly #presses: ButtonPresses;
	#alerts: ReplyAlerts | undefined;
	#words = english();
	#open = false;
	#busy = false;
	#stopped = false;
	/** The row that the feed has last read. */
	#chat: LauncherChat | undefined;
	#unread = 0;
	/** The last reply that the listener was called with. */
	#lastReply: Reply | undefined;
	/** What had the focus before an app's own button opened the chat. */
	#focused: HTMLElement | null = null;

	constructor(host: HTMLElement, options: LauncherOptions) {
		this.#options = options;
		this.#root = openShadow(host, styles);
		restoreBrand(host);
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
				this.#onReply(message);
			},
			onUnread: (count) => {
				// From here on the conversation itself receives the updates.
				this.#feed.stop();
				this.#onUnread(count);
			}
		});
		this.#presses = this.#show();
		void language.then((words) => this.#useLanguage(words, host));
		this.#feed.start();
		// Unsent messages do not wait for a click.
		if (hasUnsent(options.userId)) this.#opener.load().then((chat) => chat?.start(), ignore);
		this.#address = watchAddress(() => this.#open || this.open());
		this.#reopen();
	}

	open(options?: OpenOptions): void {
		if (this.#stopped) return;
		if (!this.#open) this.#focused = document.activeElement as HTMLElement | null;
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

	#show(): ButtonPresses {
		const { element } = this.#button;
		element.hidden = this.#options.hasButton === false;
		this.#update();
		this.#root.append(element);
		return handlePresses(element, {
			isOpen: () => this.#open,
			open: (byTouch) => this.open({ focus: byTouch ? 'dialog' : 'composer' }),
			close: () => this.#opener.close(),
			preload: () => {
				const loading = this.#opener.load();
				loading.then((chat) => chat?.preload()).catch(ignore);
			}
		});
	}

	/** The panel was open when the last page was left. */
	#reopen(): void {
		if (this.#open || this.#busy || !this.#lastOpen.wasOpen) return;
		void this.#opener.open({ focus: 'none' }).then(this.#presses.noteReopened);
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
		this.#setUnread(count);
		this.#loadAlerts();
	}

	#setUnread(count: number): void {
		const changes = this.#unread !== count;
		this.#unread = count;
		this.#update();
		if (changes) this.#options.listener?.onUnread(count);
	}

	/** While the chat is being opened, both the feed and the conversation report a reply. */
	#onReply(reply: Reply): void {
		const last = this.#lastReply;
		if (last?.chatId === reply.chatId && reply.seq <= last.seq) return;
		this.#lastReply = reply;
		this.#options.listener?.onReply(reply);
	}

	/** The user's session has ended: show nothing more of their chat, and stop all alerts. */
	readonly #onEnd = (): void => {
		this.#feed.stop();
		this.#alerts?.stop();
		this.#lastOpen.keep(false);
		this.#setUnread(0);
		this.#options.listener?.onConnected(false);
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
				onReply: (reply) => this.#onReply(reply)
			});
			this.#update();
		}, ignore);
	}
}
