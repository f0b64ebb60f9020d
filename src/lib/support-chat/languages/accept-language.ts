/** Longer headers, which no browser sends, are cut. */
const MOST_CHARACTERS = 1_000;

/** The tags of an Accept-Language header, best first. Invalid entries are skipped. */
export function readAcceptLanguage(header: string | null): string[] {
	return (header ?? '')
		.slice(0, MOST_CHARACTERS)
		.split(',')
		.map((entry) => {
			const [tag = '', ...parameters] = entry.split(';').map((part) => part.trim());
			const quality = parameters.find((parameter) => parameter.startsWith('q='));
			return { tag, quality: Number(quality?.slice(2) ?? 1) };
		})
		.filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}
