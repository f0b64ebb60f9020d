import type { FileTexts } from './en/files.ts';
import type { Language } from './language.ts';
import type { Part, Reader } from './reader.ts';

/** Apart from the chat's texts: only a chat with files needs these. */
const PARTS: Record<Language, () => Promise<{ files: Part<FileTexts> }>> = {
	en: () => import('./en/files.ts'),
	de: () => import('./de/files.ts'),
	es: () => import('./es/files.ts'),
	fr: () => import('./fr/files.ts'),
	'pt-BR': () => import('./pt-BR/files.ts'),
	ja: () => import('./ja/files.ts'),
	'zh-Hans': () => import('./zh-Hans/files.ts'),
	ar: () => import('./ar/files.ts')
};

/** What is loaded, by its reader: each message with files asks for it. */
const loaded = new WeakMap<Reader, Promise<FileTexts>>();

/** Loads the texts about files for a reader, once. Rejects when they cannot be loaded. */
export function loadFileTexts(reader: Reader): Promise<FileTexts> {
	const known = loaded.get(reader);
	if (known) return known;
	const texts = PARTS[reader.language]().then(({ files }) => files(reader));
	loaded.set(reader, texts);
	texts.catch(() => loaded.delete(reader));
	return texts;
}
