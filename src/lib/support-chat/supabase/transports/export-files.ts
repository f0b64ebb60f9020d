import type { AttachmentPort } from '../../core/files/attachment-port.ts';

/** How long the addresses in an export work: a day, since the file is passed on. */
const EXPORTED_S = 86_400;

interface ExportedFile {
	path: string;
}

/** The part of `export_support_data` that is read here. */
interface ExportedData {
	messages: { attachments?: ExportedFile[] }[];
}

/**
 * Adds `url` and `url_expires_at` to each file of exported data, which the database cannot make. Files that are being
 * checked, refused or gone get none. Rejects with a `ChatError`.
 */
export async function addFileAddresses<Data extends ExportedData>(
	data: Data,
	port: Pick<AttachmentPort, 'sign'>
): Promise<Data> {
	const files = data.messages.flatMap(({ attachments }) => attachments ?? []);
	if (files.length === 0) return data;
	const signal = new AbortController().signal;
	const paths = files.map(({ path }) => path);
	const addresses = await port.sign(paths, signal, EXPORTED_S);
	const addTo = (file: ExportedFile) => {
		const address = addresses.get(file.path);
		if (!address) return file;
		const url_expires_at = new Date(address.expiresAt).toISOString();
		return { ...file, url: address.url, url_expires_at };
	};
	const messages = data.messages.map((message) =>
		message.attachments ? { ...message, attachments: message.attachments.map(addTo) } : message
	);
	return { ...data, messages };
}
