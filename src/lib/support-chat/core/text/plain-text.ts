/** What formatting and links begin with, and more: `parseFormatting` and `linkify` find nothing without it. */
const MARKS = /[*`]|:\/\/|mailto:|www\./i;

/** Whether a message has neither formatting nor links: it is shown as written, without what finds them. */
export function isPlainText(text: string): boolean {
	return !MARKS.test(text);
}
