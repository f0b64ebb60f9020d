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
	const { project, userId, client } = options;
	const root = openShadow(host);
	const button = new ChatButton();
	const failure = document.createElement('p');
	const loadClient = clientLoader(project, client);
	const language = loadLanguage(options.language);
	let words = english();
	let open = false;
	let busy = false;
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

	function onUnread(count: number): void {
		unread = count;
		update();
		loadAlerts();
	}

	const feed = new LauncherFeed({
		project,
		userId,
		token: () => accessToken(project, loadClient, !!client),
		onChat(row) {
			chat = row;
			onUnread(row.unread_reply_count);
		}
	});

	/** Who has no chat yet gets no replies, and does without this. */
	function loadAlerts(): void {
		if (alerts) return;
		import('./reply-alerts.ts').then((module) => {
			if (alerts || !button.element.isConnected) return;
			const called = () => ({ support: title(), newReply: words.texts.newReply });
			alerts = new module.ReplyAlerts({ userId, words: called, onopen: show });
			update();
		}, ignore);
	}

	// Were it in the server's build too, SvelteKit would link the panel's styles into every page.
	const loadChat = () => (import.meta.env.SSR ? Promise.reject() : import('./open-chat.svelte.ts'));

	/** Loads code and texts of the chat, and puts the closed panel into the page. */
	async function prepare(): Promise<OpenChat | undefined> {
		const texts = language.then(({ loadChat }) => loadChat());
		const [{ OpenChat }, words] = await Promise.all([loadChat(), texts]);
		if (!button.element.isConnected) return;
		return (openChat ??= new OpenChat({
			root,
			button: button.element,
			userId,
			loadClient,
			words,
			title,
			welcome: options.welcome,
			onclose: hide,
			onReply: (message) => alerts?.tell(message),
			onUnread(count) {
				// From here on the conversation itself brings what is new.
				feed.stop();
				onUnread(count);
			}
		}));
	}

	async function show(): Promise<void> {
		busy = true;
		failure.remove();
		update();
		try {
			(await prepare())?.show((open = true));
		} catch {
			failure.textContent = words.texts.loadFailed;
			button.element.before(failure);
		}
		busy = false;
		update();
	}

	function hide(): void {
		open = false;
		// On a phone the button is back before it can take the focus.
		update();
		openChat?.show(false);
	}

	addStyles(styles, 'launcher');
	failure.className = 'load-failed';
	failure.role = 'alert';
	button.element.onclick = () => void (open ? hide() : show());
	// A click may follow.
	button.element.onpointerenter = button.element.onfocus = () =>
		prepare()
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
	// What waits to be sent does not wait for a click.
	if (hasUnsent(userId)) prepare().then((chat) => chat?.start(), ignore);
	if (new URLSearchParams(location.search).get('support') === 'open') void show();

	return () => {
		feed.stop();
		openChat?.stop();
		alerts?.stop();
		root.replaceChildren();
	};
}
