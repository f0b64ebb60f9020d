import { directionOf, matchLocale, type Direction, type Language } from './language.ts';

/** A text for each plural category of a language; `#` in it becomes the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** Numbers, plurals and lists for a reader of one of the product's languages. */
export class Reader {
	readonly language: Language;
	readonly #wanted: readonly string[];
	// Created on first use: each is slow to create, and the first texts rarely need one.
	#locale: string | undefined;
	#numbers: Intl.NumberFormat | undefined;
	#plurals: Intl.PluralRules | undefined;

	/** `wanted`: the tags that the language was matched from. */
	constructor(language: Language, wanted: readonly string[] = []) {
		this.language = language;
		this.#wanted = wanted;
	}

	/** Locale for dates and numbers: the language, with the reader's region if known. */
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

/** A part of the catalogue: makes its texts for a reader. */
export type Part<Texts> = (reader: Reader) => Texts;
