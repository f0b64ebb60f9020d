import { brandColors } from '../../core/brand-colors.ts';

/** Where `restoreBrand` finds the colours; `forget` removes them with the other settings of this browser. */
const KEY = 'support-chat:brand';

/** Gives the chat's element the colours for an owner's one, else the default ones, and stores them for the next page. */
export function showBrand({ style }: HTMLElement, color: string | undefined): void {
	style.cssText = brandColors(color)
		.map((value, index) => `--chat-brand-${index}:${value};`)
		.join('');
	try {
		if (color) localStorage.setItem(KEY, style.cssText.replaceAll(' ', ''));
		else localStorage.removeItem(KEY);
	} catch {
		// Forbidden storage: the button has its default colour until the chat is opened.
	}
}
