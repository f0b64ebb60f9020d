import { getContext, setContext } from 'svelte';
import type { ChatLanguage } from '../languages/chat-language.ts';

// Not Svelte's `createContext`: a page with the widget would have 100 bytes more before its first use.
const KEY = Symbol('chat language');

/** What the parts of an open chat say: one for each mounted panel or inbox. */
export const setLanguage = (language: ChatLanguage) => setContext(KEY, language);

/** What `setLanguage` was given in this panel or inbox. */
export const useLanguage = () => getContext<ChatLanguage>(KEY);
