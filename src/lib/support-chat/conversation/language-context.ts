import { createContext } from 'svelte';
import type { ChatLanguage } from '../languages/chat-language.ts';

/** What the parts of an open chat say: one for each mounted panel or inbox. */
export const [useLanguage, setLanguage] = createContext<ChatLanguage>();
