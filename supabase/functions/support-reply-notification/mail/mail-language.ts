import { words as ar } from './words/ar.ts';
import { words as de } from './words/de.ts';
import { words as en } from './words/en.ts';
import { words as es } from './words/es.ts';
import { words as fr } from './words/fr.ts';
import { words as ja } from './words/ja.ts';
import { words as ptBR } from './words/pt-BR.ts';
import { words as zhHans } from './words/zh-Hans.ts';

/** A text for each way in which a language counts; `#` in it becomes the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** What a mail about unread replies says in one language. `sender` is the support by its name. */
export interface MailWords {
	sender(app: string): string;
	subject(sender: string): string;
	/** How many replies are unread. */
	heading: PluralForms;
	/** How many of them are not shown. */
	more: PluralForms;
	button: string;
	reason(sender: string): string;
	unsubscribe: string;
	/** Between a name and what was said, or a label and its link. */
	colon: string;
}

/** One of the languages that mails are written in. */
export interface MailLanguage {
	/** HTML's `lang` and `dir`. */
	tag: string;
	dir: 'ltr' | 'rtl';
	words: MailWords;
}

/** As the chat has them (src/lib/support-chat/languages). */
const WORDS: Record<string, MailWords> = {
	en,
	de,
	es,
	fr,
	'pt-BR': ptBR,
	ja,
	'zh-Hans': zhHans,
	ar
};

/** The language for a user whose chat is in `wanted` (BCP 47); English when that is none of these. */
export function mailLanguage(wanted: string | null | undefined): MailLanguage {
	const found = Object.keys(WORDS).find((tag) => baseOf(tag) === baseOf(wanted ?? '')) ?? 'en';
	return { tag: found, dir: found === 'ar' ? 'rtl' : 'ltr', words: WORDS[found] ?? en };
}

/** "You have 3 new replies", as the language counts. */
export function count(tag: string, value: number, forms: PluralForms): string {
	const form = forms[new Intl.PluralRules(tag).select(value)] ?? forms.other;
	return form.replace('#', new Intl.NumberFormat(tag).format(value));
}

function baseOf(tag: string): string {
	return tag.toLowerCase().split('-', 1)[0] ?? '';
}
