/** Types of files for which browsers on some systems report none or another one. */
const TYPES = new Map(
	Object.entries({
		csv: 'text/csv',
		md: 'text/markdown',
		markdown: 'text/markdown',
		txt: 'text/plain',
		log: 'text/plain',
		json: 'application/json',
		html: 'text/html',
		htm: 'text/html',
		pdf: 'application/pdf',
		zip: 'application/zip',
		heic: 'image/heic',
		avif: 'image/avif',
		webp: 'image/webp',
		tif: 'image/tiff',
		tiff: 'image/tiff',
		rtf: 'application/rtf',
		doc: 'application/msword',
		xls: 'application/vnd.ms-excel',
		ppt: 'application/vnd.ms-powerpoint',
		docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
		xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
		pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
		odt: 'application/vnd.oasis.opendocument.text',
		ods: 'application/vnd.oasis.opendocument.spreadsheet',
		odp: 'application/vnd.oasis.opendocument.presentation'
	})
);

/** Other names of accepted types, which browsers report on some systems. */
const ALIASES = new Map(
	Object.entries({
		'application/x-zip-compressed': 'application/zip',
		'text/x-markdown': 'text/markdown',
		'text/rtf': 'application/rtf',
		'image/jpg': 'image/jpeg'
	})
);

/** A file's type without parameters: the browser's, or by the name's ending; '' when unknown. */
export function mimeTypeOf({ name, type }: { name: string; type: string }): string {
	const [reported = ''] = type.toLowerCase().split(';');
	const ending = name.slice(name.lastIndexOf('.') + 1).toLowerCase();
	if (ending === 'csv' || reported === '' || reported === 'application/octet-stream') {
		return TYPES.get(ending) ?? reported;
	}
	return ALIASES.get(reported) ?? reported;
}
