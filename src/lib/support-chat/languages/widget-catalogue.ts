import type { ChatWords } from './chat-language.ts';
import type { ChatTexts } from './en/chat.ts';
import type { LauncherTexts } from './en/launcher.ts';
import { directionOf, type Direction, type Language } from './language.ts';
import { matchLanguage } from './match-language.ts';
import { Reader, type Part } from './reader.ts';

/** Loads the widget's parts of one language. The English launcher is in the page's bundle already. */
export interface WidgetParts {
	launcher?(): Promise<{ launcher: Part<LauncherTexts> }>;
	chat(): Promise<{ chat: Part<ChatTexts> }>;
}

/** The widget's texts; each part of each language is a file that is loaded on demand. */
export const WIDGET_CATALOGUE: Record<Language, WidgetParts> = {
	en: {
		chat: () => import('./en/chat.ts')
	},
	de: {
		launcher: () => import('./de/launcher.ts'),
		chat: () => import('./de/chat.ts')
	},
	es: {
		launcher: () => import('./es/launcher.ts'),
		chat: () => import('./es/chat.ts')
	},
	fr: {
		launcher: () => import('./fr/launcher.ts'),
		chat: () => import('./fr/chat.ts')
	},
	'pt-BR': {
		launcher: () => import('./pt-BR/launcher.ts'),
		chat: () => import('./pt-BR/chat.ts')
	},
	ja: {
		launcher: () => import('./ja/launcher.ts'),
		chat: () => import('./ja/chat.ts')
	},
	'zh-Hans': {
		launcher: () => import('./zh-Hans/launcher.ts'),
		chat: () => import('./zh-Hans/chat.ts')
	},
	ar: {
		launcher: () => import('./ar/launcher.ts'),
		chat: () => import('./ar/chat.ts')
	}
};

/** The language of the launcher, and of the chat that it opens. */
export interface LauncherLanguage {
	tag: Language;
	dir: Direction;
	texts: LauncherTexts;
	number(value: number): string;
	loadChat(): Promise<ChatWords>;
}

/** Loads the launcher in the best of the `wanted` languages (BCP 47, best first); null for English. */
export async function loadLauncherLanguage(
	wanted: readonly string[]
): Promise<LauncherLanguage | null> {
	const tag = matchLanguage(wanted);
	const parts = WIDGET_CATALOGUE[tag];
	if (!parts.launcher) return null;
	const { launcher } = await parts.launcher();
	const reader = new Reader(tag, wanted);
	return {
		tag,
		dir: directionOf(tag),
		texts: launcher(reader),
		number: reader.number,
		loadChat: async () => ({ tag, wanted, ...(await parts.chat()) })
	};
}
