import type { FileFailure } from '../../core/files/file-failure.ts';
import type { FileProblem } from '../../core/files/limits.ts';
import type { Reader } from '../reader.ts';

/** What an open chat says about files. */
export const files = ({ count }: Pick<Reader, 'count'>) => ({
	/** While files are dragged over the chat. */
	drop: 'Drop files to send',
	/** The same while a note is being written, and below it after files were pasted. */
	notInNotes: 'Notes take text only',

	/** Name of the list of files above the field, for screen readers. */
	chosen: 'Files to send',
	preparing: 'Preparing…',
	remove: (name: string) => `Remove ${name}`,
	/** Why a file is not sent. */
	problem: {
		empty: 'The file is empty',
		'too-large': 'The file is too large',
		'wrong-type': 'This type of file can’t be sent'
	} satisfies Record<FileProblem, string>,
	/** Instead of 'too-large', where the limit is known. */
	largest: (size: string) => `Too large, ${size} at most`,
	tooMany: (most: number) =>
		count(most, {
			one: 'You can send one file at a time.',
			other: 'You can send up to # files at a time.'
		}),
	none: 'Files can’t be sent in this chat.',

	uploading: 'Uploading…',
	cancel: 'Cancel',
	/** Puts a message that was not sent back into the field. */
	edit: 'Edit',
	notSent: {
		'too-large': 'Not sent. A file is too large.',
		'wrong-type': 'Not sent. This type of file isn’t allowed.',
		'too-many': 'Not sent. There are too many files.',
		'storage-full': 'Not sent. There’s no room for more files right now.',
		'files-lost': 'Not sent. The files are no longer in this browser. Add them again.'
	} satisfies Record<FileFailure, string>,

	/** In place of a file. */
	checking: 'Being checked…',
	refused: 'Blocked for your safety',
	gone: 'No longer available',
	notLoaded: 'Couldn’t load',
	/** What a file is when its format has no name. */
	file: 'File',
	/** Names of buttons and links, for screen readers. */
	open: (name: string) => `Open ${name}`,
	download: (name: string) => `Download ${name}`,

	/** The large view of a picture. */
	picture: 'Picture',
	previous: 'Previous picture',
	next: 'Next picture',
	zoomIn: 'Zoom in',
	zoomOut: 'Zoom out',
	place: (place: string, total: string) => `${place} of ${total}`
});

export type FileTexts = ReturnType<typeof files>;
