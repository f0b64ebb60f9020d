import type { Conversation } from '../../core/conversation.ts';
import type { FileTexts } from '../../languages/en/files.ts';
import type { FileIntake } from './file-intake.svelte.ts';
import type { FileTray as Tray } from './file-tray.svelte.ts';
import type { createFileParts } from '../FileParts.svelte';

/** What shows and handles the files of a chat. */
export type FileParts = Awaited<ReturnType<typeof createFileParts>>;

/** The same without the components, for their use. */
export interface FileTools {
	/** The chat; null while it is unknown. */
	conversation(): Conversation | null;
	/** Has what came before the tray. */
	intake: FileIntake;
	tray: Tray;
	texts: FileTexts;
}
