/** The tags of an Accept-Language header, best first. What cannot be read is left out. */
export function readAcceptLanguage(header: string | null): string[] {
	return (header ?? '')
		.split(',')
		.map((entry) => {
			const [tag = '', quality] = entry.split(/\s*;\s*q=/);
			return { tag: tag.trim(), quality: Number(quality ?? 1) };
		})
		.filter(({ tag, quality }) => tag !== '' && tag !== '*' && quality > 0)
		.sort((a, b) => b.quality - a.quality)
		.map(({ tag }) => tag);
}
