const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Makes a text safe in HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Takes out what turns the writing direction of a text or of what follows it (embeddings, overrides,
 * isolates): with an override, "exe.gpj" reads as "jpg.exe". The marks of Arabic and Hebrew stay.
 */
export function withoutTurns(text: string): string {
	return text.replace(/[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/g, '');
}

/** Makes a text one line, as headers need it: a line break would begin another header. */
export function toOneLine(text: string): string {
	return withoutTurns(text)
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.trim();
}
