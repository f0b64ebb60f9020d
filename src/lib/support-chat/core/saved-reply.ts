import { contentLength, contentProblem, normaliseContent } from './message.ts';

/** What admins write of a saved reply. */
export interface ReplyText {
	/** What it is found by: one line. */
	title: string;
	content: string;
}

/** A reply that admins have saved for each other. */
export interface SavedReply extends ReplyText {
	id: string;
	/** The database's own text of the time, by which it recognises a later change. */
	updatedAt: string;
}

/** Tells whether any reply has changed: how many there are, and when the last of them was changed. */
export interface RepliesVersion {
	count: number;
	newest: string | null;
}

/** Longest title that the database accepts, in code points. */
export const MAX_TITLE_LENGTH = 80;

/** Why a field cannot be saved. */
export type FieldProblem = 'blank' | 'too-long';

/** Why a reply cannot be saved, by field; null where nothing is wrong. */
export type ReplyProblems = Record<keyof ReplyText, FieldProblem | null>;

/** Normalises what was typed for saving: the title on one line, and the content as a message's. */
export function normaliseReply({ title, content }: ReplyText): ReplyText {
	const line = title.replace(/[\s\0-\x1f\x7f-\x9f]+/g, ' ').toWellFormed();
	return { title: line.trim(), content: normaliseContent(content) };
}

/** What is wrong with a normalised reply, by the rules of the database. */
export function replyProblems({ title, content }: ReplyText): ReplyProblems {
	const titleBlank = contentProblem(title) === 'blank';
	const titleLong = contentLength(title) > MAX_TITLE_LENGTH;
	return {
		title: titleBlank ? 'blank' : titleLong ? 'too-long' : null,
		content: contentProblem(content)
	};
}

/** Whether the two have the same texts. */
export function isSameReply(a: ReplyText, b: ReplyText): boolean {
	return a.title === b.title && a.content === b.content;
}
