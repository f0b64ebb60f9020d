import type { FileState } from '../../core/files/file-addresses.ts';
import type { FileTexts } from '../../languages/en/files.ts';

/** What is said in place of a file; '' while it is, or may soon be, there. */
export function wordsOf(state: FileState, texts: FileTexts): string {
	if (state === 'asking' || state === 'ready') return '';
	return state === 'failed' ? texts.notLoaded : texts[state];
}
