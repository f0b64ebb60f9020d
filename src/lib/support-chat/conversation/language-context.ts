import { getContext, setContext } from 'svelte';
import type { ChatLanguage } from '../languages/chat-language.ts';

// Not Svelte's `createContext`, which adds 100 bytes to what a page with the widget loads at first.
const KEY = Symbol('chat language');

/** What components use of a language. */
export type ShownLanguage = Pick<
	ChatLanguage,
	'tag' | 'dir' | 'texts' | 'number' | 'timeFormat' | 'reader'
>;

/** Sets the language of a mounted panel or inbox, or of a part of it. Call it during component initialisation. */
export const setLanguage = (language: ShownLanguage) => setContext(KEY, language);

/** The language that `setLanguage` was given in this panel or inbox. */
export const useLanguage = () => getContext<ShownLanguage>(KEY);
