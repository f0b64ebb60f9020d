/** What the launcher loads when the chat is first needed. */
export { ChatSession } from './chat-session.svelte.ts';
export { default as ChatPanel } from './ChatPanel.svelte';
