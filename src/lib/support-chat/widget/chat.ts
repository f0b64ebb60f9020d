import { clientLoader } from '../supabase/session/client-loader.ts';
import { ChatWatch } from './alerts/chat-watch.ts';
import { Opening } from './panel/opening.svelte.ts';

/**
 * What the launcher loads on demand, in one file for all of it: files that share modules cost each page the names of
 * more files, and compress worse. One export, since the file has others that what it loads imports: with several a
 * bundler adds an object of these alone.
 */
export const chat = { clientLoader, ChatWatch, Opening };
