/** A cell; numbers and days are written so that any program reads them. */
export type Cell = string | number | null;

/**
 * Rows as a file of comma-separated values (RFC 4180). It begins with a byte order mark, by which spreadsheets
 * recognise UTF-8. A text that a spreadsheet would take for a formula gets an apostrophe before it: names are chosen by
 * people.
 */
export function toCsv(rows: readonly (readonly Cell[])[]): string {
	return '\ufeff' + rows.map((row) => row.map(cell).join(',') + '\r\n').join('');
}

function cell(value: Cell): string {
	if (typeof value !== 'string') return String(value ?? '');
	const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
	return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Lets the browser save a text as a file of this name. */
export function download(name: string, text: string): void {
	const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
	const link = document.createElement('a');
	link.href = url;
	link.download = name;
	link.click();
	// The browser has begun to read it by then.
	setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
