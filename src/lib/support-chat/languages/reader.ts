import { directionOf, matchLocale, type Direction, type Language } from './language.ts';

/** A text for each way in which a language counts; `#` in it becomes the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Somebody who reads the product in one of its languages: how they write numbers and count. */
export class Reader {
	readonly language: Language;
	readonly #wanted: readonly string[];
	// Each is slow to make, and most readers' first texts need none of them.
	#locale: string | undefined;
	#numbers: Intl.NumberFormat | undefined;
	#plurals: Intl.PluralRules | undefined;

	/** `wanted`: the tags of which the language was the best match. */
	constructor(language: Language, wanted: readonly string[] = []) {
		this.language = language;
		this.#wanted = wanted;
	}

	/** For dates and numbers: of the same language, mostly with a region. */
	get locale(): string {
		return (this.#locale ??= matchLocale(this.language, this.#wanted));
	}

	get direction(): Direction {
		return directionOf(this.language);
	}

	/** "4,000" */
	readonly number = (value: number): string =>
		(this.#numbers ??= new Intl.NumberFormat(this.locale)).format(value);

	/** "3 messages" from `{ one: '# message', other: '# messages' }`. */
	readonly count = (value: number, forms: PluralForms): string => {
		this.#plurals ??= new Intl.PluralRules(this.locale);
		return (forms[this.#plurals.select(value)] ?? forms.other).replace('#', this.number(value));
	};

	/** "Ada, Grace and 2 more" */
	readonly list = (items: readonly string[]): string =>
		new Intl.ListFormat(this.locale).format(items);
}

/** A part of the catalogue: its texts as a reader reads them. */
export type Part<Texts> = (reader: Reader) => Texts;
