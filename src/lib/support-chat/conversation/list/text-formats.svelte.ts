import { getContext, setContext, type Component } from 'svelte';
import { isPlainText } from '../../core/text/plain-text.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';

/** Messages do not wait any longer for their formatting. */
const PATIENCE_MS = 3_000;

/** What shows texts with formatting and links: `conversation/list/MessageText.svelte`. */
export interface TextFormatsModule {
	default: Component<{ content: string }>;
	unformatted(text: string): string;
}

/**
 * A chat's way to formatting and links, which are loaded with the first text that has some. Until then, and where
 * they cannot be loaded, texts are shown as written.
 */
export class TextFormats {
	#module = $state.raw<TextFormatsModule>();
	readonly #load: () => Promise<TextFormatsModule>;
	#loading: Promise<void> | undefined;

	/** @param module what `load` resolves to, if it is there already */
	constructor(load: () => Promise<TextFormatsModule>, module?: TextFormatsModule) {
		this.#load = load;
		this.#module = module;
	}

	/** What shows this text; undefined for one that is shown as written. */
	componentFor(text: string): TextFormatsModule['default'] | undefined {
		return isPlainText(text) ? undefined : this.#module?.default;
	}

	/** For places without formatting: the text without its marks. */
	unformatted(text: string): string {
		return (this.#module?.unformatted ?? sanitizeDisplayText)(text);
	}

	/**
	 * To be called before such texts are shown. Undefined when nothing has to be loaded for them; otherwise it
	 * resolves when that is done, has failed (the next call tries again) or takes too long.
	 */
	prepare(texts: readonly string[]): Promise<void> | undefined {
		if (this.#module || texts.every(isPlainText)) return;
		this.#loading ??= this.#load().then(
			(module) => void (this.#module = module),
			() => void (this.#loading = undefined)
		);
		return Promise.race([
			this.#loading,
			new Promise<void>((done) => setTimeout(done, PATIENCE_MS))
		]);
	}
}

const KEY = Symbol('text formats');

/** Sets what the messages below a component are shown with. Call it during component initialisation. */
export const setTextFormats = (formats: TextFormats) => setContext(KEY, formats);

/** What `setTextFormats` was given. */
export const useTextFormats = () => getContext<TextFormats>(KEY);
