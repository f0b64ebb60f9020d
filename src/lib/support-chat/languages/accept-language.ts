/** No browser sends more; whoever does is not read to the end. */
const MOST_CHARACTERS = 1_000;

/** The tags of an Accept-Language header, best first. What cannot be read is left out. */
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
