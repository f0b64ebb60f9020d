import { sanitizeDisplayText } from '../../core/text/sanitize-display-text.ts';
import { selectedText } from './selected-text.ts';
import { selectedRange } from './selection.ts';

/**
 * Limits what is copied from a list of messages to what people wrote: the selected text of one message,
 * or of several, each below its author. Until `signal` is aborted.
 */
export function copyMessages(list: HTMLElement, signal: AbortSignal): void {
	list.addEventListener('copy', (event) => onCopy(list, event), { signal });
}

function onCopy(list: HTMLElement, event: ClipboardEvent): void {
	const range = selectedRange(list);
	const text = range && copied(list, range);
	// A selection without messages, such as a day, is left to the browser.
	if (!text || !event.clipboardData) return;
	event.preventDefault();
	event.clipboardData.setData('text/plain', text);
}

function copied(list: HTMLElement, range: Range): string {
	const parts = [...list.querySelectorAll('.message')].flatMap((message) => {
		// What was written, and the names of files.
		const texts = [...message.querySelectorAll('.text')].map((text) => selectedText(text, range));
		const text = texts.filter(Boolean).join('\n');
		return text
			? [{ by: sanitizeDisplayText(message.querySelector('.by')!.textContent), text }]
			: [];
	});
	if (parts.length < 2) return parts[0]?.text ?? '';
	return parts.map(({ by, text }) => `${by}\n${text}`).join('\n\n');
}
