import { flushSync, mount, unmount } from 'svelte';
import { ChatLanguage, type ChatWords } from '../../languages/chat-language.ts';
import { browserStore } from '../../conversation/browser/browser-ports.ts';
import { FileIntake } from '../../conversation/files/file-intake.svelte.ts';
import { expectPanelStyles } from '../../conversation/shadow.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import type { SendProblem } from '../../core/sending/writing.ts';
import type { SessionEnd } from '../../core/session-end.ts';
import { FirstPage } from '../../supabase/transports/first-page.ts';
import panelTokens from '../../panel-tokens.css?inline';
import type { LauncherParts } from '../alerts/launcher-options.ts';
import { EarlyMessages } from '../chat/early-messages.svelte.ts';
import { knownChatId } from '../chat/known-chat.ts';
import { idle, painted } from '../../conversation/browser/next-task.ts';
import { backCloses } from './back-closes.ts';
import { COVERED } from './covered.ts';
import { drawFrame, type Frame } from './frame.ts';
import { holdFocus } from './hold-focus.ts';
import { keepOpen } from './keep-open.ts';
import type { PanelController } from './panel-controller.svelte.ts';
import PanelComposer from './PanelComposer.svelte';

/**
 * What gets the focus on opening: the dialog itself after a touch, so that no on-screen keyboard opens;
 * nothing when the panel reopens by itself.
 */
export type PanelFocus = 'composer' | 'dialog' | 'none';

export interface OpenOptions {
	/** What gets the focus: by default the text field. */
	focus?: PanelFocus;
	/** Text for the field, unless the user has written something. */
	draft?: string | undefined;
}

const loadController = () =>
	import('./panel-controller.svelte.ts').then((module) => module.PanelController);

/**
 * The panel's frame and its field, in which the user can write at once; what fills the frame is loaded and
 * mounted after it. Closed at first.
 */
export class Opening {
	readonly launcher: LauncherParts;
	readonly language: ChatLanguage;
	/** What is written before the chat is known. */
	readonly early: EarlyMessages;
	readonly firstPage = new FirstPage();
	readonly frame: Frame;
	readonly intake: FileIntake;
	/** It covers the whole window, as on a phone. */
	#covers = $state(matchMedia(COVERED).matches);
	#open = $state(false);
	#controller = $state.raw<PanelController>();
	/** The same, made at rest, until the panel is opened. */
	#prepared: PanelController | undefined;
	#loading: Promise<PanelController> | undefined;
	#stopped = false;
	readonly #composer: ReturnType<typeof PanelComposer>;
	readonly #stopListening: () => void;

	constructor(launcher: LauncherParts, words: ChatWords) {
		expectPanelStyles();
		this.launcher = launcher;
		this.language = new ChatLanguage(words);
		this.early = new EarlyMessages(browserStore, launcher.options.userId);
		launcher.wear(panelTokens);
		this.frame = drawFrame({
			title: launcher.title(),
			close: this.language.texts.close,
			onclose: () => launcher.close()
		});
		this.intake = new FileIntake(async () => (await this.#load()).loadFileParts(), {
			conversation: () => this.#controller?.session.chat?.conversation.value ?? null,
			reader: this.language.reader,
			isOff: () => this.#controller?.session.chat?.agents.settings?.files === false
		});
		const { element, end } = this.frame;
		this.intake.attach(element);
		this.#composer = mount(PanelComposer, {
			target: element,
			anchor: end,
			props: { session: this, intake: this.intake, language: this.language }
		});
		launcher.button.before(element);
		const stopListening = this.frame.listen();
		// From the first moment: a person may go back, or on by Tab, at once.
		const stopHolding = holdFocus(element, (covers) => (this.#covers = covers));
		const [setBack, stopBack] = backCloses(() => launcher.close());
		const stopFollowing = $effect.root(() => {
			$effect(() => setBack(this.#open && this.#covers));
		});
		this.#stopListening = () => {
			stopListening();
			stopHolding();
			stopFollowing();
			stopBack();
		};
	}

	/** Changes are effects' business. */
	get isOpen(): boolean {
		return this.#open;
	}

	// What the field shows and calls: the chat's session once there is one.

	get draft(): string {
		return (this.#controller?.session ?? this.early).draft;
	}

	readonly setDraft = (text: string): void => {
		const { session } = this.#controller ?? {};
		if (session) session.setDraft(text);
		else this.early.draft = text;
	};

	send(text: string, files?: readonly PreparedFile[]): SendProblem | null {
		const { session } = this.#controller ?? {};
		return session ? session.send(text, files) : this.early.send(text);
	}

	get ended(): SessionEnd | null {
		return this.#controller?.session.ended ?? null;
	}

	get blocked(): boolean {
		return this.#controller?.session.blocked ?? false;
	}

	/** Shows the panel at once, and resolves when it is filled. Rejects when its code cannot be loaded. */
	async open({ focus = 'composer', draft }: OpenOptions = {}): Promise<void> {
		this.#takeDraft();
		if (draft && !this.draft) this.setDraft(draft);
		this.#open = true;
		this.frame.show(true);
		flushSync();
		if (focus === 'composer') this.focusField();
		else if (focus === 'dialog') this.frame.element.focus();
		this.launcher.setOpen(true);
		keepOpen(this.launcher.options.userId, true);
		void this.readAhead();
		await this.start();
	}

	close(): void {
		this.#open = false;
		this.frame.show(false);
		keepOpen(this.launcher.options.userId, false);
		this.launcher.takeFocus();
	}

	focusField(): void {
		this.#composer.focus();
	}

	/** Asks for the messages of a chat that is known and will probably be opened now. */
	async readAhead(): Promise<void> {
		const known = knownChatId(this.launcher.options.userId);
		if (!known || this.#controller) return;
		const client = await this.launcher.loadClient().catch(() => null);
		if (client) this.firstPage.ask(client, known);
	}

	/** Finds or creates the chat; it keeps running while the panel is closed. */
	async start(): Promise<void> {
		this.#takeDraft();
		const controller = await this.#load();
		controller.session.start();
		await controller.fill();
	}

	/** Prepares what an opened panel needs. Last what takes longest, which would hold up a click that follows. */
	async prefetch(): Promise<void> {
		await idle();
		const Controller = await loadController();
		await idle();
		await this.launcher.loadClient();
		await this.#prepareTimes();
		await idle();
		if (this.#loading || this.#stopped) return;
		this.#prepared ??= new Controller(this);
		await idle();
		if (!this.#loading && !this.#stopped) this.#prepared.prepare();
	}

	stop(): void {
		this.#stopped = true;
		this.#stopListening();
		(this.#controller ?? this.#prepared)?.stop();
		void unmount(this.#composer);
		this.frame.element.remove();
	}

	/** Restores an earlier visit's draft at once: later it would move the cursor in the field. */
	#takeDraft(): void {
		const known = knownChatId(this.launcher.options.userId);
		if (known && !this.#controller) this.early.takeUp(known);
	}

	#load(): Promise<PanelController> {
		this.#loading ??= loadController().then(async (Controller) => {
			// With what is typed at once.
			await painted();
			if (this.#stopped) throw new Error();
			void this.#prepareTimes();
			return (this.#controller = this.#prepared ?? new Controller(this));
		});
		this.#loading.catch(() => (this.#loading = undefined));
		return this.#loading;
	}

	/** Each format is slow at its first use, as is finding the locale, and each message needs some: a task for each. */
	async #prepareTimes(): Promise<void> {
		await idle();
		const { timeFormat } = this.language;
		const now = new Date();
		for (const write of ['time', 'dayKey', 'spoken', 'full', 'divider'] as const) {
			await idle();
			timeFormat[write](now, now);
		}
	}
}
