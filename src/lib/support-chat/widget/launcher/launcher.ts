import { accessToken, clientLoader } from '../../supabase/session/access-token.ts';
import type { ChatClient, Project } from '../../supabase/chat-client.ts';
import { LauncherFeed, type LauncherChat } from '../../supabase/realtime/launcher-feed.ts';
import { ChatButton } from './chat-button.ts';
import { ChatOpener } from './chat-opener.ts';
import { hasUnsent } from './has-unsent.ts';
import styles from './launcher.css?inline';
import { english, loadLanguage } from './launcher-language.ts';
import type { ReplyAlerts } from './reply-alerts.ts';
import { openState } from './open-state.ts';
import { addStyles, openShadow } from '../shadow.ts';
import { watchAddress } from './watch-address.ts';

export interface LauncherOptions {
	project: Project;
	userId: string;
	/** The app's own client, if any. */
	client: (() => ChatClient | Promise<ChatClient>) | undefined;
	/** The app's choice, if any. */
	language: string | undefined;
	/** The app's own texts, read each time they are shown. */
	title(): string | undefined;
	welcome(): string | undefined;
}

/** A press within this time is no reaction to a panel that has reopened by itself. */
const REACTION_MS = 500;

/** A download that failed in the background is retried when it is needed. */
const ignore = () => {};

/**
 * Renders the button and its badge in the element's shadow root, and loads the chat when it is first
 * needed. Returns a cleanup function.
 */
export function startLauncher(host: HTMLElement, options: LauncherOptions): () => void {
	const { userId } = options;
	const root = openShadow(host);
	const button = new ChatButton();
	const failure = document.createElement('div');
	const reload = document.createElement('button');
	const loadClient = clientLoader(options);
	const language = loadLanguage(options.language);
	const lastOpen = openState(userId);
	let words = english();
	let open = false;
	let busy = false;
	let touched = false;
	let reopenedAt = -Infinity;
	let closesAtPress = false;
	/** The row that the feed has last read. */
	let chat: LauncherChat | undefined;
	let unread = 0;
	let alerts: ReplyAlerts | undefined;

	const title = () => options.title() ?? words.texts.support;

	function update(): void {
		button.show({ open, busy, unread, language: words });
		alerts?.update(unread, open, chat);
	}

	/** Whether a press closes the panel; not until the user can have seen it reopen. */
	const closes = () => open && performance.now() - reopenedAt > REACTION_MS;

	function onUnread(count: number): void {
		unread = count;
		update();
		loadAlerts();
	}

	/** The user's session has ended: show nothing more of their chat, and stop all alerts. */
	function onEnd(): void {
		feed.stop();
		alerts?.stop();
		lastOpen.keep(false);
		unread = 0;
		update();
	}

	const feed = new LauncherFeed({
		...options,
		token: (refused) => accessToken(options, loadClient, refused),
		onChat(row) {
			chat = row;
			onUnread(row.unread_reply_count);
		}
	});

	/** Only for users who have a chat: the others get no replies. */
	function loadAlerts(): void {
		if (alerts) return;
		import('./reply-alerts.ts').then((module) => {
			if (alerts || !button.element.isConnected) return;
			const { element } = button;
			alerts = new module.ReplyAlerts({
				...{ ...options, onEnd, button: element },
				words: () => ({ ...words.texts, support: title() }),
				onopen: () => void opener.open()
			});
			update();
		}, ignore);
	}

	const opener = new ChatOpener({
		...options,
		root,
		button: button.element,
		loadClient,
		language,
		title,
		onEnd,
		onState(isOpen, isBusy = false) {
			if (open && !isOpen) address.forget();
			open = isOpen;
			busy = isBusy;
			if (!busy) lastOpen.keep(open);
			failure.remove();
			update();
		},
		onFailure() {
			failure.textContent = words.texts.loadFailed;
			reload.textContent = words.texts.reload;
			failure.append(reload);
			button.element.before(failure);
		},
		onReply: (message) => alerts?.tell(message),
		onUnread(count) {
			// From here on the conversation itself receives the updates.
			feed.stop();
			onUnread(count);
		}
	});

	addStyles(styles, 'launcher');
	failure.className = 'load-failed';
	failure.role = 'alert';
	reload.onclick = () => location.reload();
	// On press, as not every browser's click has a `pointerType`; a keyboard click has no press.
	button.element.onpointerdown = ({ pointerType }) => {
		touched = pointerType === 'touch';
		closesAtPress = closes();
	};
	button.element.onclick = ({ detail }) => {
		const pressed = detail > 0;
		if (pressed ? closesAtPress : closes()) opener.close();
		else void opener.open(touched && pressed ? 'dialog' : 'composer');
	};
	// Preload, as a click may follow.
	button.element.onpointerenter = button.element.onfocus = () =>
		opener
			.load()
			.then((chat) => chat?.preload())
			.catch(ignore);
	update();
	root.append(button.element);
	void language.then((read) => {
		words = read;
		host.lang = words.tag;
		host.dir = words.dir;
		update();
	});
	feed.start();
	// Unsent messages do not wait for a click.
	if (hasUnsent(userId)) opener.load().then((chat) => chat?.start(), ignore);
	const address = watchAddress(() => open || void opener.open());
	if (!open && !busy && lastOpen.wasOpen) {
		void opener.open('none').then(() => (reopenedAt = performance.now()));
	}

	return () => {
		address.stop();
		feed.stop();
		opener.stop();
		alerts?.stop();
		root.replaceChildren();
	};
}
