/** What a language is called in the language `shownIn`: "French"; the tag itself when that is unknown. */
export function languageName(tag: string, shownIn: string): string {
	try {
		return new Intl.DisplayNames([shownIn], { type: 'language' }).of(tag) ?? tag;
	} catch {
		// The tag has the form of BCP 47 but none of its subtags.
		return tag;
	}
}
