const ENTITIES: Record<string, string> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	"'": '&#39;'
};

/** Escapes a text for HTML, between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
	return text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? '');
}

/**
 * Removes characters that change the direction of the text or of what follows it (embeddings, overrides,
 * isolates): with an override, "exe.gpj" reads as "jpg.exe". Keeps the marks of Arabic and Hebrew.
 */
export function withoutTurns(text: string): string {
	return text.replace(/[\u202a-\u202e\u2066-\u206f\ufff9-\ufffb]/g, '');
}

/** Makes a text one line, for headers: a line break would start another header. */
export function toOneLine(text: string): string {
	return withoutTurns(text)
		.replace(/[\p{Cc}\u2028\u2029]+/gu, ' ')
		.trim();
}
