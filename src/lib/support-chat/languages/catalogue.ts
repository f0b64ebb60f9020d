import { InboxLanguage } from './chat-language.ts';
import type { InboxTexts } from './en/inbox.ts';
import type { Language } from './language.ts';
import { matchLanguage } from './match-language.ts';
import type { Part } from './reader.ts';
import { WIDGET_CATALOGUE, type WidgetParts } from './widget-catalogue.ts';

/** Loads the parts of one language. */
interface Parts extends WidgetParts {
	inbox(): Promise<{ inbox: Part<InboxTexts> }>;
}

const { en, de, es, fr, 'pt-BR': ptBR, ja, 'zh-Hans': zhHans, ar } = WIDGET_CATALOGUE;

/** All texts of the product; each part of each language is a file that is loaded on demand. */
export const CATALOGUE: Record<Language, Parts> = {
	en: { ...en, inbox: () => import('./en/inbox.ts') },
	de: { ...de, inbox: () => import('./de/inbox.ts') },
	es: { ...es, inbox: () => import('./es/inbox.ts') },
	fr: { ...fr, inbox: () => import('./fr/inbox.ts') },
	'pt-BR': { ...ptBR, inbox: () => import('./pt-BR/inbox.ts') },
	ja: { ...ja, inbox: () => import('./ja/inbox.ts') },
	'zh-Hans': { ...zhHans, inbox: () => import('./zh-Hans/inbox.ts') },
	ar: { ...ar, inbox: () => import('./ar/inbox.ts') }
};

/** Loads the inbox in the best of the `wanted` languages (BCP 47, best first). */
export async function loadInboxLanguage(wanted: readonly string[]): Promise<InboxLanguage> {
	const tag = matchLanguage(wanted);
	const [{ chat }, { inbox }] = await Promise.all([CATALOGUE[tag].chat(), CATALOGUE[tag].inbox()]);
	return new InboxLanguage({ tag, wanted, chat, inbox });
}
