import { toOneLine } from './escape-html.ts';
import { cutPreview } from './preview.ts';
import { renderPlain } from './reply-email-format.ts';

/** Before the name of a file, in both parts. */
export const FILE_SIGN = '📎';

const LONGEST_FILE_NAME = 80;

/** A message as an e-mail shows it. Not escaped. */
export interface QuotedMessage {
	/** What was written, shortened; empty for files only. */
	text: string;
	/** The names of its files, one line each. */
	files: string[];
}

/** @param names of its files; without a text of its own these are its content too */
export function quoteMessage(content: string, names: readonly string[] = []): QuotedMessage {
	const isFilesOnly = names.length > 0 && content === names.join(', ');
	return { text: isFilesOnly ? '' : cutPreview(content), files: names.map(cutName) };
}

/** A message in one line without its formatting marks, as mail lists show it. */
export function renderLine(message: QuotedMessage = { text: '', files: [] }): string {
	return renderPlain(message.text) || message.files.join(', ');
}

/** Keeps the ending, which says what a file is. */
function cutName(name: string): string {
	const line = toOneLine(name);
	const ending = /\.[^.\s]{1,20}$/.exec(line)?.[0] ?? '';
	const base = line.slice(0, line.length - ending.length);
	return cutPreview(base, LONGEST_FILE_NAME - ending.length) + ending;
}
