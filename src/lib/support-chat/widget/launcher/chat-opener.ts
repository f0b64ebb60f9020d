import type { LauncherLanguage } from '../../languages/catalogue.ts';
import type {
	PanelController,
	PanelControllerOptions,
	PanelFocus
} from '../panel/panel-controller.svelte.ts';

export interface ChatOpenerOptions extends Omit<PanelControllerOptions, 'words' | 'onclose'> {
	language: Promise<LauncherLanguage>;
	/** The panel is open or closed; `busy` while its code is on the way. */
	onState(open: boolean, busy?: boolean): void;
	/** The code could not be loaded. */
	onFailure(): void;
}

/** Loads the chat when it may soon be needed, opens and closes its panel. */
export class ChatOpener {
	readonly #options: ChatOpenerOptions;
	#chat: PanelController | undefined;

	constructor(options: ChatOpenerOptions) {
		this.#options = options;
	}

	/** Loads code and texts, and puts the closed panel into the page; nothing when the button has left it. */
	async load(): Promise<PanelController | undefined> {
		const { language, button } = this.#options;
		const texts = language.then(({ loadChat }) => loadChat());
		const [{ PanelController }, words] = await Promise.all([loadChat(), texts]);
		if (!button.isConnected) return;
		const onclose = () => this.close();
		return (this.#chat ??= new PanelController({ ...this.#options, words, onclose }));
	}

	async open(focus?: PanelFocus): Promise<void> {
		const { onState, onFailure } = this.#options;
		onState(false, true);
		try {
			(await this.load())?.show(true, focus);
			onState(true);
		} catch {
			onState(false);
			onFailure();
		}
	}

	close(): void {
		// On a phone the button is back before it can take the focus.
		this.#options.onState(false);
		this.#chat?.show(false);
	}

	stop(): void {
		this.#chat?.stop();
	}
}

// Were it in the server's build too, SvelteKit would link the panel's styles into every page.
const loadChat = () =>
	import.meta.env.SSR ? Promise.reject() : import('../panel/panel-controller.svelte.ts');
