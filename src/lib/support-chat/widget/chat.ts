/**
 * What the launcher loads on demand, in one file for all of it: files that share modules cost each page the names of
 * more files, and compress worse.
 */
export { clientLoader } from '../supabase/session/client-loader.ts';
export { ChatWatch } from './alerts/chat-watch.ts';
export { Opening } from './panel/opening.svelte.ts';
