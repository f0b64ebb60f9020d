import { words as ar } from './words/ar.ts';
import { words as de } from './words/de.ts';
import { words as en } from './words/en.ts';
import { words as es } from './words/es.ts';
import { words as fr } from './words/fr.ts';
import { words as ja } from './words/ja.ts';
import { words as ptBR } from './words/pt-BR.ts';
import { words as zhHans } from './words/zh-Hans.ts';

/** A text for each plural form of a language; `#` is replaced by the number. */
export type PluralForms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** The texts of the e-mails in one language, those about unread replies first. `sender` is the support team's name. */
export interface MailWords {
	sender(app: string): string;
	subject(sender: string): string;
	/** How many replies are unread. */
	heading: PluralForms;
	/** How many more are not shown. */
	more: PluralForms;
	button: string;
	reason(sender: string): string;
	unsubscribe: string;
	/** Between a name and a message, or a label and its link. */
	colon: string;
	alert: AlertWords;
}

/** The texts of an e-mail to an admin about chats that wait. `button` above opens a single one. */
export interface AlertWords {
	/** How many chats wait. */
	heading: PluralForms;
	/** How many more are not shown. */
	more: PluralForms;
	/** Since when a user waits, and how long that is. */
	waiting(since: string, duration: string): string;
	/** A guest by their short name, as in the inbox. */
	guest(name: string): string;
	deletedUser: string;
	button: string;
	reason(app: string): string;
}

/** A language of the e-mails. */
export interface MailLanguage {
	/** HTML's `lang` and `dir`. */
	tag: string;
	dir: 'ltr' | 'rtl';
	words: MailWords;
}

/** The same languages as the chat's (src/lib/support-chat/languages). */
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

/** The language for a user whose chat is in `wanted` (BCP 47); English if it is not supported. */
export function mailLanguage(wanted: string | null | undefined): MailLanguage {
	const found = Object.keys(WORDS).find((tag) => baseOf(tag) === baseOf(wanted ?? '')) ?? 'en';
	return { tag: found, dir: found === 'ar' ? 'rtl' : 'ltr', words: WORDS[found] ?? en };
}

/** The plural form for `value`, such as "You have 3 new replies", with the number formatted. */
export function count(tag: string, value: number, forms: PluralForms): string {
	const form = forms[new Intl.PluralRules(tag).select(value)] ?? forms.other;
	return form.replace('#', new Intl.NumberFormat(tag).format(value));
}

function baseOf(tag: string): string {
	return tag.toLowerCase().split('-', 1)[0] ?? '';
}
