import { ChatError } from '../chat-error.ts';
import { previewPath } from '../files/attachment.ts';
import type { FileStore } from '../files/file-store.ts';
import { objectName } from '../files/object-name.ts';
import type { Outgoing } from './outgoing.ts';
import { uploadFile, type Upload } from './upload-file.ts';
import type { UploadParts } from './writing.ts';

/** Another tab may still be storing the files of a message this recent. */
const STORING_MS = 10_000;

export interface MessageUpload extends Upload, UploadParts {
	/** Has the files' contents. */
	store: FileStore;
	/** Called for each file that is up. */
	onUploaded: () => void;
}

/**
 * Uploads what is not up yet of a message's files, in their order, and notes in the outbox which are and how much of
 * all is. With the last one the message waits for its turn to be sent.
 *
 * Rejects with a `ChatError`: of `uploadFile`; or with the code network while another tab may be storing a file that
 * is not in this browser, and files_lost afterwards.
 */
export async function uploadMessageFiles(upload: MessageUpload, item: Outgoing): Promise<void> {
	const { chatId, outbox, store, onUploaded } = upload;
	const { id, files, attempt } = item;
	const attachments = [...item.attachments];
	const show = progressOf(upload, item);
	show(attachments.length);
	const contents = await store.load(id);
	for (const file of files.slice(attachments.length)) {
		const content = contents.find((other) => other.id === file.id);
		if (!content) throw missing(upload, item);
		const path = `${chatId}/${id}/${objectName(file, attempt)}`;
		if (content.preview) await uploadFile(upload, previewPath({ path }), content.preview);
		await uploadFile(upload, path, content.blob, (sent) => show(attachments.length, sent));
		onUploaded();
		const { name, width, height } = file;
		attachments.push({ path, name, width, height });
		const isLast = attachments.length === files.length;
		const change = isLast ? ({ state: 'waiting', progress: null } as const) : {};
		outbox.update(id, { attachments: [...attachments], ...change });
		if (!isLast) show(attachments.length);
	}
}

/** Shows in the outbox how much is up, in hundredths: the number of whole files, and bytes of the next one. */
function progressOf({ outbox, signal }: MessageUpload, { id, files }: Outgoing) {
	const bytes = (some: Outgoing['files']) =>
		some.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
	const total = bytes(files) || 1;
	let shown = -1;
	return (whole: number, sent = 0): void => {
		const share = (bytes(files.slice(0, whole)) + sent) / total;
		const progress = Math.min(1, Math.floor(share * 100) / 100);
		if (progress !== shown && !signal.aborted) outbox.show(id, { progress, error: null });
		shown = progress;
	};
}

function missing({ clock }: MessageUpload, { createdAt }: Outgoing): ChatError {
	const isLost = clock.date() - createdAt.getTime() >= STORING_MS;
	return new ChatError('The file is not in this browser', {
		code: isLost ? 'files_lost' : 'network',
		// 410 Gone: trying again does not help.
		status: isLost ? 410 : 0
	});
}
