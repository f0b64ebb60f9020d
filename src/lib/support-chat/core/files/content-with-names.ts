/** A message in words: what was written, and the names of its files. */
export function contentWithNames({
	content,
	attachments
}: {
	content: string;
	attachments: readonly { name: string }[];
}): string {
	const unnamed = attachments.filter(({ name }) => !content.includes(name));
	return [content, ...unnamed.map(({ name }) => name)].join(' ');
}
