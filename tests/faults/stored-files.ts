import type { Client } from '../fixtures/people.ts';
import { describeFile, type ChosenFile } from './chosen-file.ts';

/** A message as the table has it. */
export interface StoredMessage {
	id: string;
	chatId: string;
	writerId: string;
	text: string;
	attachments: {
		path: string;
		name: string;
		size_bytes: number;
		width: number | null;
		height: number | null;
	}[];
}

/** An object of the bucket. */
export interface StoredObject {
	name: string;
	ownerId: string | null;
}

/** All files of the chat's messages, and all objects of the bucket. */
export interface StoredFiles {
	messages: StoredMessage[];
	objects: StoredObject[];
	/** The content of an object; null when Storage has none. */
	read(path: string): Promise<Buffer | null>;
}

/** What is wrong with the stored files, as text. */
export interface FileVerdict {
	/** Missing, or not what was chosen. */
	lost: string[];
	/** Of somebody else, or of nobody's message. */
	misattributed: string[];
	/** Objects that no message took, of tries of messages that are stored. */
	leftovers: number;
}

const BUCKET = 'support-attachments';
/** First bytes of the files that a browser has encoded. */
const PNG = Buffer.from('89504e47', 'hex');
const JPEG = Buffer.from('ffd8', 'hex');

/** Reads an object with the secret key. */
export async function readObject(secret: Client, path: string): Promise<Buffer | null> {
	const { data } = await secret.storage.from(BUCKET).download(path);
	return data && Buffer.from(await data.arrayBuffer());
}

/** Compares the stored files with those that were chosen, by the message's text or the names of its files. */
export async function judgeFiles(
	{ messages, objects, read }: StoredFiles,
	chosen: ReadonlyMap<string, ChosenFile[]>
): Promise<FileVerdict> {
	const verdict: FileVerdict = { lost: [], misattributed: [], leftovers: 0 };
	const byId = new Map(messages.map((message) => [message.id, message]));
	const taken = new Set<string>();
	for (const message of messages) {
		for (const { path } of message.attachments) taken.add(path).add(`${path}.preview`);
		verdict.lost.push(...(await lostOf(message, chosen.get(message.text) ?? [], read)));
	}
	for (const { name, ownerId } of objects) {
		const [chatId, messageId] = name.split('/');
		const message = byId.get(messageId ?? '');
		if (message?.chatId !== chatId || message?.writerId !== ownerId) {
			verdict.misattributed.push(`${name} of ${ownerId} belongs to no message of theirs`);
		} else if (!taken.has(name)) verdict.leftovers++;
	}
	return verdict;
}

async function lostOf(
	{ id, chatId, text, attachments }: StoredMessage,
	chosen: ChosenFile[],
	read: StoredFiles['read']
): Promise<string[]> {
	const names = (files: { name: string }[]) => files.map(({ name }) => name).join(', ');
	if (names(attachments) !== names(chosen)) {
		return [`"${text}" was stored with [${names(attachments)}] instead of [${names(chosen)}]`];
	}
	const wrong: string[] = [];
	for (const [index, attachment] of attachments.entries()) {
		const { path, name, size_bytes: bytes } = attachment;
		const content = await read(path);
		const preview = attachment.width === null ? null : await read(`${path}.preview`);
		const isRight =
			path.startsWith(`${chatId}/${id}/`) &&
			content?.length === bytes &&
			isChosen(attachment, content, chosen[index]!) &&
			(attachment.width === null || preview?.subarray(0, JPEG.length).equals(JPEG));
		if (!isRight) wrong.push(`${name} of "${text}" is not stored as it was chosen`);
	}
	return wrong;
}

/** Whether it has the bytes that were chosen; pictures, which are encoded anew, are known by their size. */
function isChosen(
	{ name, width, height }: StoredMessage['attachments'][number],
	content: Buffer,
	chosen: ChosenFile
): boolean {
	if (!chosen.size) return width === null && content.equals(chosen.buffer);
	if (!content.subarray(0, PNG.length).equals(PNG)) return false;
	// Width and height follow the signature and the header chunk's length and type (PNG, 5.3 and 11.2.2).
	const encoded = { width: content.readUInt32BE(16), height: content.readUInt32BE(20) };
	const wanted = describeFile(name, chosen.size);
	return [encoded, { width, height }].every((size) => describeFile(name, size) === wanted);
}
