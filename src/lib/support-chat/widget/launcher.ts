import { accessToken, clientLoader } from '../supabase/access-token.ts';
import type { ChatClient, Project } from '../supabase/chat-client.ts';
import { LauncherFeed, type LauncherChat } from '../supabase/launcher-feed.ts';
import { ChatButton } from './chat-button.ts';
import { hasUnsent } from './has-unsent.ts';
import styles from './launcher.css?inline';
import { english, loadLanguage } from './launcher-language.ts';
import type { OpenChat } from './open-chat.svelte.ts';
import type { ReplyAlerts } from './reply-alerts.ts';
import { addStyles, openShadow } from './shadow.ts';

export interface LauncherOptions {
	project: Project;
	userId: string;
	/** The app's own client, if it gives one. */
	client: (() => ChatClient | Promise<ChatClient>) | undefined;
	/** The app's choice, if it makes one. */
	language: string | undefined;
	/** The words that the app gives, read each time they are shown. */
	title(): string | undefined;
	welcome(): string | undefined;
}

/** A download that failed in the background is tried again when it is needed. */
const ignore = () => {};

/**
 * Puts the button and its badge into the element's shadow root, and loads the chat when it is first
 * needed. Returns how to take all of it away.
 */
export function startLauncher(host: HTMLElement, options: LauncherOptions): () => void {
	const { project, userId, client, language } = options;
	const root = openShadow(host);
	const button = new ChatButton();
	const failure = document.createElement('p');
	const loadClient = clientLoader(project, client);
	const chosen = loadLanguage(language);
	let words = english();
	let open = false;
	let busy = false;
	let destroyed = false;
	/** As the feed last read it. */
	let chat: LauncherChat | undefined;
	let unread = 0;
	let openChat: OpenChat | undefined;
	let alerts: ReplyAlerts | undefined;

	const title = () => options.title() ?? words.texts.support;

	function update(): void {
		button.show({ open, busy, unread, language: words });
		alerts?.update(unread, chat);
	}

	const feed = new LauncherFeed({
		project,
		userId,
		token: () => accessToken(project, loadClient, !!client),
		onChat(row) {
			chat = row;
			unread = row.unread_reply_count;
			update();
			loadAlerts();
		}
	});

	/** Who has no chat yet gets no replies, and does without this. */
	function loadAlerts(): void {
		if (alerts) return;
		import('./reply-alerts.ts').then((module) => {
			if (destroyed || alerts) return;
			const called = () => ({ support: title(), newReply: words.texts.newReply });
			alerts = new module.ReplyAlerts({ userId, words: called, onopen: show });
			update();
		}, ignore);
	}

	// Were it in the server's build too, SvelteKit would link the panel's styles into every page.
	const loadChat = () => (import.meta.env.SSR ? Promise.reject() : import('./open-chat.svelte.ts'));
	/** Code and texts of the open chat. */
	const loadAll = () => Promise.all([loadChat(), chosen.then(({ loadChat }) => loadChat())]);

	/** Puts the closed panel into the page, for the first time only. */
	async function prepare(): Promise<OpenChat | undefined> {
		const [{ OpenChat }, texts] = await loadAll();
		if (destroyed) return;
		return (openChat ??= new OpenChat({
			root,
			before: button.element,
			userId,
			loadClient,
			words: texts,
			title,
			welcome: options.welcome,
			onclose: hide,
			onReply: (message) => alerts?.tell(message),
			// From here on the conversation itself brings what is new.
			onUnread(count) {
				feed.stop();
				unread = count;
				update();
				loadAlerts();
			}
		}));
	}

	/** The pointer or the focus is here: a click may follow. */
	function preload(): void {
		prepare()
			// The panel that was clicked for goes first, and loads the client itself.
			.then(async () => {
				if (!busy && !open) await loadClient();
			})
			.catch(ignore);
	}

	async function show(): Promise<void> {
		busy = true;
		failure.remove();
		update();
		try {
			const chat = await prepare();
			if (!chat) return;
			chat.show((open = true));
		} catch {
			failure.textContent = words.texts.loadFailed;
			button.element.before(failure);
		}
		busy = false;
		update();
	}

	function hide(): void {
		openChat?.show((open = false));
		update();
		button.element.focus();
	}

	addStyles(styles, 'launcher');
	failure.className = 'load-failed';
	failure.role = 'alert';
	button.element.onclick = () => void (open ? hide() : show());
	button.element.onpointerenter = button.element.onfocus = preload;
	update();
	root.append(button.element);
	void chosen.then((language) => {
		words = language;
		host.lang = words.tag;
		host.dir = words.dir;
		update();
	});
	feed.start();
	// What waits to be sent does not wait for a click.
	if (hasUnsent(userId)) prepare().then((chat) => chat?.start(), ignore);
	if (new URLSearchParams(location.search).get('support') === 'open') void show();

	return () => {
		destroyed = true;
		feed.stop();
		openChat?.stop();
		alerts?.stop();
		root.replaceChildren();
	};
}
