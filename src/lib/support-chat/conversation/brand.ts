/**
 * Gives the chat's element the owner's colours that this browser has seen last. tokens.css falls back to them, so that
 * an app's own styles win. What is stored may be anything: only colours are taken.
 */
export function restoreBrand({ style }: HTMLElement): void {
	try {
		style.cssText = localStorage
			.getItem('support-chat:brand')!
			.match(/^(--chat-brand-\d:#[\da-f]{6};){5}$/)![0];
	} catch {
		// None, something else, or forbidden storage: the button has its default colour.
	}
}
