/** What the launcher loads when the chat is first needed. */
export { ChatLanguage } from '../languages/chat-language.ts';
export { ChatSession } from './chat-session.svelte.ts';
export { default as ChatPanel } from './ChatPanel.svelte';
