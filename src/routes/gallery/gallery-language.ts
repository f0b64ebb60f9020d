import type { InboxLanguage } from '$lib/support-chat/languages/chat-language.ts';
import { createContext } from 'svelte';

/** The language of the states, with the texts of both sides. */
export const [useGalleryLanguage, setGalleryLanguage] = createContext<InboxLanguage>();
