import { getContext, setContext, type Component } from 'svelte';
import { isPlainText } from '../../core/text/plain-text.ts';
import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import { LazyPart } from '../lazy-part.svelte.ts';

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
	readonly #module: LazyPart<TextFormatsModule>;

	/** @param module what `load` resolves to, if it is there already */
	constructor(load: () => Promise<TextFormatsModule>, module?: TextFormatsModule) {
		this.#module = new LazyPart(load, module);
	}

	/** What shows this text; undefined for one that is shown as written. */
	componentFor(text: string): TextFormatsModule['default'] | undefined {
		return isPlainText(text) ? undefined : this.#module.current?.default;
	}

	/** For places without formatting: the text without its marks. */
	unformatted(text: string): string {
		return (this.#module.current?.unformatted ?? sanitizeDisplayText)(text);
	}

	/**
	 * To be called before such texts are shown. Undefined when nothing has to be loaded for them; otherwise it
	 * resolves when that is done, has failed (the next call tries again) or takes too long.
	 */
	prepare(texts: readonly string[]): Promise<unknown> | undefined {
		if (this.#module.current || texts.every(isPlainText)) return;
		return Promise.race([
			this.#module.load(),
			new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))
		]);
	}
}

const KEY = Symbol('text formats');

/** Sets what the messages below a component are shown with. Call it during component initialisation. */
export const setTextFormats = (formats: TextFormats) => setContext(KEY, formats);

/** What `setTextFormats` was given. */
export const useTextFormats = () => getContext<TextFormats>(KEY);
