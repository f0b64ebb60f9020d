/** Leaves room for the id, the try and `.preview` within the 121 characters that the database accepts. */
const MAX_READABLE = 60;
const MAX_ENDING = 8;

/**
 * An object's name in its message's folder: ASCII, and readable where the file's own name is. A later try
 * has another name, because a name that was removed may not be used again.
 *
 * @param attempt how often the file was uploaded before, under other names
 */
export function objectName(file: { id: string; name: string }, attempt: number): string {
	const at = file.name.lastIndexOf('.');
	const given = at > 0 ? toAscii(file.name.slice(at + 1)).slice(0, MAX_ENDING) : '';
	// That ending is of the small versions.
	const ending = given === 'preview' ? '' : given;
	const base = toAscii(at > 0 ? file.name.slice(0, at) : file.name).slice(0, MAX_READABLE);
	return (
		[toAscii(file.id).slice(0, 36), attempt, base].filter((part) => part !== '').join('-') +
		(ending && `.${ending}`)
	);
}

/** Letters without their marks, digits, and single hyphens between them. */
function toAscii(text: string): string {
	const plain = text.normalize('NFKD').replace(/\p{M}/gu, '');
	return plain.replace(/[^A-Za-z0-9]+/g, '-').replace(/^-|-$/g, '');
}
