import { mount, unmount } from 'svelte';
import { concealOnLeave } from '../../conversation/browser/conceal-on-leave.ts';
import type { FilePartsModule } from '../../conversation/file-parts.ts';
import { fitKeyboard } from '../../conversation/composer/fit-keyboard.ts';
import { userSession } from '../../supabase/session/user-session.ts';
import { ChatSession } from '../chat/chat-session.svelte.ts';
import { nextTask } from '../../conversation/browser/next-task.ts';
import ChatPanel from './ChatPanel.svelte';
import { keepOpen } from './keep-open.ts';
import type { Opening } from './opening.svelte.ts';

type Panel = ReturnType<typeof ChatPanel>;

/** Fills the panel's frame and holds the chat's session. Loaded when the frame is drawn. */
export class PanelController {
	readonly session: ChatSession;
	readonly #opening: Opening;
	readonly #stops: (() => void)[];
	#panel: Panel | undefined;
	#filled: Promise<Panel> | undefined;
	#stopped = false;

	constructor(opening: Opening) {
		this.#opening = opening;
		const { launcher } = opening;
		const { options, loadClient } = launcher;
		this.session = new ChatSession({
			...options,
			...{ loadClient, early: opening.early, language: opening.language.tag },
			firstPage: opening.firstPage,
			mayShow: () => this.fill().then(nextTask),
			loadTextFormats: async () => (await this.fill()).loadTextFormats(),
			onReply: (message) => void launcher.watch().then((watch) => watch.takeReply(message), ignore)
		});
		this.#stops = [() => this.session.stop()];
	}

	/** Mounts what the frame is drawn for, not in the page yet, unless that was done. */
	prepare(): Panel {
		return (this.#panel ??= this.#mount());
	}

	/** Shows it, in a task of its own, and then follows the page; once. */
	fill(): Promise<Panel> {
		return (this.#filled ??= this.#fill());
	}

	/** Loads what shows and handles files. */
	async loadFileParts(): Promise<FilePartsModule> {
		return (await this.fill()).loadFileParts();
	}

	stop(): void {
		this.#stopped = true;
		for (const stop of this.#stops) stop();
	}

	async #fill(): Promise<Panel> {
		await nextTask();
		if (this.#stopped) throw new Error('The chat was removed.');
		const panel = this.prepare();
		this.#opening.frame.fill();
		await nextTask();
		if (!this.#stopped) this.#follow();
		return panel;
	}

	#mount(): Panel {
		const opening = this.#opening;
		const { launcher, frame, language, intake } = opening;
		const { session } = this;
		const panel = mount(ChatPanel, {
			target: frame.element,
			anchor: frame.middle,
			props: {
				...{ session, language, titleId: frame.titleId, intake },
				isOpen: () => opening.isOpen,
				title: () => launcher.title(),
				welcome: launcher.options.welcome,
				focusField: () => opening.focusField(),
				onclose: () => launcher.close()
			}
		});
		this.#stops.push(() => void unmount(panel));
		return panel;
	}

	/** Follows the browser's session, the conversation and the on-screen keyboard. */
	#follow(): void {
		this.#stops.unshift(
			this.#watchSession(),
			$effect.root(() => this.#followChat()),
			fitKeyboard(this.#opening.frame.element)
		);
	}

	#followChat(): void {
		const { session } = this;
		const { launcher } = this.#opening;
		const { listener } = launcher.options;
		const connected = $derived(session.chat?.conversation.current.connection === 'connected');
		$effect(() => {
			const conversation = session.chat?.conversation.current;
			if (!conversation?.loaded) return;
			const { unread } = conversation;
			launcher.watch().then((watch) => watch.takeCount(unread), ignore);
		});
		$effect(() => {
			if (session.chat) listener?.onConnected(connected);
		});
		$effect(() => {
			const settings = session.chat?.agents.settings;
			const host = launcher.root.host as HTMLElement;
			// Nothing to change for the default colours, which most have.
			if (!settings || (!settings.color && !host.style.cssText)) return;
			const { color } = settings;
			import('./show-brand.ts').then((module) => module.showBrand(host, color), ignore);
		});
	}

	#watchSession(): () => void {
		const { root, options } = this.#opening.launcher;
		const session = userSession(options);
		const reveal = concealOnLeave(root.host as HTMLElement, session);
		const stop = session.onEnd((end) => {
			this.session.end(end);
			keepOpen(options.userId, false);
		});
		return () => {
			reveal();
			stop();
		};
	}
}

/** What could not be downloaded is tried again at the next change. */
const ignore = () => {};
