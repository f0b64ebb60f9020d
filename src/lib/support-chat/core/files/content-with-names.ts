/** A message in words: what was written, and the names of its files. */
export function contentWithNames({
	content,
	attachments
}: {
	content: string;
	attachments: readonly { name: string }[];
}): string {
	const names = attachments.map(({ name }) => name).join(', ');
	// The content of a message of files only is their names; without files there are none.
	return content.endsWith(names) ? content : `${content} ${names}`;
}
