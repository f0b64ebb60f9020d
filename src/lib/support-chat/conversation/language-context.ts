import { getContext, setContext } from 'svelte';
import type { ChatLanguage } from '../languages/chat-language.ts';

// Not Svelte's `createContext`, which adds 100 bytes to what a page with the widget loads at first.
const KEY = Symbol('chat language');

/** Sets the language of a mounted panel or inbox. Call it during component initialisation. */
export const setLanguage = (language: ChatLanguage) => setContext(KEY, language);

/** The language that `setLanguage` was given in this panel or inbox. */
export const useLanguage = () => getContext<ChatLanguage>(KEY);
