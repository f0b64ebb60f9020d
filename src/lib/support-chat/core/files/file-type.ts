import type { ShownFile } from './file-layout.ts';

/** What a card's icon shows. */
export type FileKind = 'image' | 'document' | 'table' | 'slides' | 'archive' | 'text' | 'other';

const OFFICE = 'application/vnd.openxmlformats-officedocument.';
const OPEN_DOCUMENT = 'application/vnd.oasis.opendocument.';

/** Names of formats, which are the same in every language. */
const FORMATS: Record<string, readonly [FileKind, string]> = {
	'application/pdf': ['document', 'PDF'],
	'application/msword': ['document', 'Word'],
	[`${OFFICE}wordprocessingml.document`]: ['document', 'Word'],
	[`${OPEN_DOCUMENT}text`]: ['document', 'ODT'],
	'application/rtf': ['document', 'RTF'],
	'text/rtf': ['document', 'RTF'],
	'application/vnd.ms-excel': ['table', 'Excel'],
	[`${OFFICE}spreadsheetml.sheet`]: ['table', 'Excel'],
	[`${OPEN_DOCUMENT}spreadsheet`]: ['table', 'ODS'],
	'text/csv': ['table', 'CSV'],
	'application/vnd.ms-powerpoint': ['slides', 'PowerPoint'],
	[`${OFFICE}presentationml.presentation`]: ['slides', 'PowerPoint'],
	[`${OPEN_DOCUMENT}presentation`]: ['slides', 'ODP'],
	'application/zip': ['archive', 'ZIP'],
	'application/x-zip-compressed': ['archive', 'ZIP'],
	'application/json': ['text', 'JSON'],
	'text/plain': ['text', 'TXT'],
	'text/markdown': ['text', 'Markdown'],
	'text/html': ['text', 'HTML']
};

/**
 * What kind of file it is, and what its format is called; '' when nobody knows. By its type, not by its
 * name, which may say anything.
 */
export function fileType({ mimeType }: Pick<ShownFile, 'mimeType'>): readonly [FileKind, string] {
	const known = FORMATS[mimeType];
	if (known) return known;
	const [group, format] = mimeType.split('/');
	if (group !== 'image') return [group === 'text' ? 'text' : 'other', ''];
	return ['image', format!.replace(/\+xml$/, '').toUpperCase()];
}

/** A file's size for a reader of that locale, such as "1.5 MB" or "240 kB". */
export function fileSize(bytes: number, locale: string): string {
	const inMegabytes = bytes >= 1024 * 1024 * 0.95;
	const unit = bytes < 1024 ? 'byte' : inMegabytes ? 'megabyte' : 'kilobyte';
	const value = bytes < 1024 ? bytes : bytes / 1024 / (inMegabytes ? 1024 : 1);
	const options = { style: 'unit', unit, unitDisplay: bytes < 1024 ? 'long' : 'short' } as const;
	const maximumFractionDigits = inMegabytes && value < 10 ? 1 : 0;
	return new Intl.NumberFormat(locale, { ...options, maximumFractionDigits }).format(value);
}

/**
 * A name in two parts, of which the first may be cut on the screen: the second keeps the extension and
 * the end of the rest, such as the number of a scan.
 */
export function nameParts(name: string): readonly [string, string] {
	const dot = name.lastIndexOf('.');
	const extension = dot > 0 && name.length - dot <= 6 ? name.length - dot : 0;
	let cut = Math.max(0, name.length - extension - 4);
	// Neither half of a character of two units, nor a mark without its letter.
	while (cut > 0 && /^[\udc00-\udfff\p{M}\u200d\ufe0f]/u.test(name.slice(cut))) cut--;
	if (/^[\udc00-\udfff]/.test(name.slice(cut))) cut--;
	return [name.slice(0, cut), name.slice(cut)];
}
