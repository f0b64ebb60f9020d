import type { Conversation } from '../core/conversation.ts';
import type { FileTexts } from '../languages/en/files.ts';
import type { Reader } from '../languages/reader.ts';
import type { FileTray as Tray } from './files/file-tray.svelte.ts';
import type FilesBody from './list/FilesBody.svelte';
import type FilesNote from './list/FilesNote.svelte';
import type TrayView from './files/TrayView.svelte';

export interface CreateFilePartsOptions {
	/** The chat; null while it is unknown. */
	conversation(): Conversation | null;
	reader: Reader;
	/** Messages have no files, as far as is known. */
	isOff(): boolean;
}

/** What the components use. */
export interface FileTools {
	/** The chat; null while it is unknown. */
	conversation(): Conversation | null;
	tray: Tray;
	texts: FileTexts;
}

/** What shows and handles the files of a chat. */
export interface FileParts extends FileTools {
	FilesBody: typeof FilesBody;
	FilesNote: typeof FilesNote;
	TrayView: typeof TrayView;
}

/** The module of what shows and handles files, with components: `conversation/FileParts.svelte`. */
export interface FilePartsModule {
	/** Rejects when its texts cannot be loaded. */
	createFileParts(options: CreateFilePartsOptions): Promise<FileParts>;
}
