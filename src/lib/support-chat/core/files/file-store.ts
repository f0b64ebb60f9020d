import type { PreparedFile } from './outgoing-file.ts';

/**
 * Keeps the files of one user's unsent messages, by their ids, and those chosen for the next ones, across reloads where the browser allows it and there is
 * room, otherwise for as long as the page. Never rejects.
 */
export interface FileStore {
	/** Keeps a message's files in place of any earlier ones. */
	save(messageId: string, files: readonly PreparedFile[]): Promise<void>;
	/** A message's files; empty when there are none. */
	load(messageId: string): Promise<readonly PreparedFile[]>;
	remove(messageId: string): Promise<void>;
	/** Removes the files of messages that are no longer unsent, except recent ones. */
	sweep(isUnsent: (messageId: string) => boolean): Promise<void>;
}
