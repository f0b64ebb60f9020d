import { mount, unmount } from 'svelte';
import { concealOnLeave } from '../../conversation/browser/conceal-on-leave.ts';
import { fitKeyboard } from '../../conversation/composer/fit-keyboard.ts';
import { userSession } from '../../supabase/session/user-session.ts';
import { ChatSession } from '../chat/chat-session.svelte.ts';
import { idle } from '../../conversation/browser/next-task.ts';
import ChatPanel from './ChatPanel.svelte';
import { keepOpen } from './keep-open.ts';
import type { Opening } from './opening.svelte.ts';
import { showBrand } from './show-brand.ts';

/** Fills the panel's frame and holds the chat's session. Loaded when the frame is drawn. */
export class PanelController {
	readonly session: ChatSession;
	readonly #opening: Opening;
	readonly #stops: (() => void)[];

	constructor(opening: Opening) {
		this.#opening = opening;
		const { launcher, frame, language, early } = opening;
		const { options, loadClient } = launcher;
		const session = (this.session = new ChatSession({
			...options,
			...{ loadClient, early, language: language.tag },
			onReply: (message) => void launcher.watch().then((watch) => watch.takeReply(message), ignore)
		}));
		const panel = mount(ChatPanel, {
			target: frame.element,
			anchor: frame.middle,
			props: {
				...{ session, language, titleId: frame.titleId, intake: opening.intake },
				isOpen: () => opening.isOpen,
				title: () => launcher.title(),
				welcome: options.welcome,
				focusField: () => opening.focusField(),
				onclose: () => launcher.close()
			}
		});
		frame.clear();
		this.#stops = [() => session.stop(), () => void unmount(panel)];
	}

	/** Follows the browser's session, the conversation and the on-screen keyboard. To be called once, in a task of its own. */
	follow(): void {
		this.#stops.unshift(
			this.#watchSession(),
			$effect.root(() => this.#followChat()),
			fitKeyboard(this.#opening.frame.element)
		);
	}

	stop(): void {
		for (const stop of this.#stops) stop();
	}

	/** Finds or creates the chat and starts it. Idempotent. */
	start(): void {
		if (!this.session.start()) return;
		void this.#prepareTimes();
	}

	/** Each format is slow at its first use, and each message needs some: a task for each. */
	async #prepareTimes(): Promise<void> {
		const { timeFormat } = this.#opening.language;
		const now = new Date();
		for (const write of ['time', 'spoken', 'full', 'dayKey'] as const) {
			await idle();
			timeFormat[write](now);
		}
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
			if (settings) showBrand(launcher.root.host as HTMLElement, settings.color);
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
