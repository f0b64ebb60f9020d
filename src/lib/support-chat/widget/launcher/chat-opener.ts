import type { LauncherLanguage } from '../../languages/catalogue.ts';
import type {
	PanelController,
	PanelControllerOptions,
	PanelFocus
} from '../panel/panel-controller.svelte.ts';

export interface OpenOptions {
	/** What gets the focus: by default the text field. */
	focus?: PanelFocus;
	/** Text for the field, unless the user has written something. */
	draft?: string | undefined;
}

export interface ChatOpenerOptions extends Omit<PanelControllerOptions, 'words' | 'onclose'> {
	language: Promise<LauncherLanguage>;
	/** Called when the panel is opened or closed; `busy` while its code loads. */
	onState(open: boolean, busy?: boolean): void;
	/** Called when the code could not be loaded. */
	onFailure(): void;
}

/** Loads the chat's code, and opens and closes its panel. */
export class ChatOpener {
	readonly #options: ChatOpenerOptions;
	#chat: PanelController | undefined;
	#stopped = false;
	/** Whether the panel is to be open once its code is loaded. */
	#wanted = false;

	constructor(options: ChatOpenerOptions) {
		this.#options = options;
	}

	/** Loads code and texts and mounts the closed panel; undefined once it is stopped. */
	async load(): Promise<PanelController | undefined> {
		const { language } = this.#options;
		const texts = language.then(({ loadChat }) => loadChat());
		const [{ PanelController }, words] = await Promise.all([loadChat(), texts]);
		if (this.#stopped) return;
		const onclose = () => this.close();
		return (this.#chat ??= new PanelController({ ...this.#options, words, onclose }));
	}

	async open({ focus, draft }: OpenOptions = {}): Promise<void> {
		const { onState, onFailure } = this.#options;
		this.#wanted = true;
		onState(false, true);
		try {
			const chat = await this.load();
			if (!chat || !this.#wanted) return;
			chat.show(true, focus);
			if (draft) chat.suggestDraft(draft);
			onState(true);
		} catch {
			onState(false);
			onFailure();
		}
	}

	close(): void {
		this.#wanted = false;
		// First, since on a phone the button is hidden and could not take the focus.
		this.#options.onState(false);
		this.#chat?.show(false);
	}

	stop(): void {
		this.#stopped = true;
		this.#chat?.stop();
	}
}

// Not in the server's build: SvelteKit would link the panel's styles into every page.
const loadChat = () =>
	import.meta.env.SSR
		? Promise.reject(new Error('The chat opens in a browser only.'))
		: import('../panel/panel-controller.svelte.ts');
