/** A file of a message, as the database describes it. */
export interface Attachment {
	/** Where it is in the bucket: `<chat>/<message>/<object name>`. */
	path: string;
	/** Its name on the writer's device, for display. */
	name: string;
	mimeType: string;
	sizeBytes: number;
	/** In pixels, of a picture that the writer's browser has re-encoded; null for every other file. */
	width: number | null;
	height: number | null;
}

/** A picture that is shown in the list; everything else is a file to download. */
export type Picture = Attachment & { width: number; height: number };

/** Only pictures that were encoded again have sides: others might show something else than they seem to be. */
export function isPicture<File extends Pick<Attachment, 'width' | 'height'>>(
	file: File
): file is File & { width: number; height: number } {
	return file.width !== null && file.height !== null;
}

/** Where a picture's small version is in the bucket. */
export function previewPath({ path }: Pick<Attachment, 'path'>): string {
	return `${path}.preview`;
}

/** The content that the database gives to a message of files only. */
export function attachmentNames(attachments: readonly Pick<Attachment, 'name'>[]): string {
	return attachments.map(({ name }) => name).join(', ');
}

/** What was written beside the files: '' when the content only names them. */
export function textBeside(
	content: string,
	attachments: readonly Pick<Attachment, 'name'>[]
): string {
	return attachments.length > 0 && content === attachmentNames(attachments) ? '' : content;
}
