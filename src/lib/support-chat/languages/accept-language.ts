/** The tags of an Accept-Language header, best first. */
export function readAcceptLanguage(header: string | null): string[] {
	return (header ?? '')
		.split(',')
		.map((entry) => {
			const [tag = '', quality] = entry.split(';q=');
			return { tag: tag.trim(), quality: quality === undefined ? 1 : Number(quality) };
		})
		.filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}
