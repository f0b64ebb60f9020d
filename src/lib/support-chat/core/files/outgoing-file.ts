import type { Attachment } from './attachment.ts';

/** A file of a message that is not known to be stored, without its content. */
export interface OutgoingFile {
	/** Unique among the message's files. */
	readonly id: string;
	readonly name: string;
	readonly mimeType: string;
	readonly sizeBytes: number;
	/** In pixels, of a re-encoded picture; null for every other file. */
	readonly width: number | null;
	readonly height: number | null;
	/** Whether a small version is uploaded beside it. */
	readonly hasPreview: boolean;
}

/** A file that is ready to be sent. Both blobs have their type. */
export interface PreparedFile extends OutgoingFile {
	readonly blob: Blob;
	/** The small version of a picture (image/jpeg); null for every other file. */
	readonly preview: Blob | null;
}

/** An uploaded file as the insert of its message names it; the database looks up the rest. */
export type DraftAttachment = Pick<Attachment, 'path' | 'name' | 'width' | 'height'>;

/** What a writer takes back before it is sent. */
export interface UnsentMessage {
	text: string;
	/** Without those whose content is no longer in this browser. */
	files: readonly PreparedFile[];
}
