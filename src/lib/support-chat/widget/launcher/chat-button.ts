import { badgeText } from '../../core/alerts/badge-text.ts';
import type { LauncherLanguage } from '../../languages/catalogue.ts';

const CROSS = 'm6 6 12 12M18 6 6 18';
const BUBBLE =
	'M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5L6 20l3.7-1.9c.7.2 1.5.3 2.3.3 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4Z';
const SVG = 'http://www.w3.org/2000/svg';

export interface ChatButtonState {
	open: boolean;
	/** The chat is being loaded. */
	busy: boolean;
	unread: number;
	language: LauncherLanguage;
}

/** The round button in the page's corner, and its badge. */
export class ChatButton {
	readonly element = document.createElement('button');
	readonly #path = document.createElementNS(SVG, 'path');
	readonly #badge = document.createElement('span');

	constructor() {
		const icon = document.createElementNS(SVG, 'svg');
		setAttributes(icon, { viewBox: '0 0 24 24', 'aria-hidden': true });
		icon.append(this.#path);
		const badge = { class: 'badge', 'aria-hidden': true, 'data-testid': 'unread-badge' };
		setAttributes(this.#badge, badge);
		setAttributes(this.element, {
			type: 'button',
			class: 'launcher',
			'aria-haspopup': 'dialog',
			'data-testid': 'chat-button'
		});
		this.element.append(icon);
	}

	show({ open, busy, unread, language: { texts, number } }: ChatButtonState): void {
		const badge = open ? '' : badgeText(unread).replace(/\d/, (digit) => number(+digit));
		const closed = badge ? texts.openWithUnread(unread) : texts.open;
		setAttributes(this.element, {
			'aria-label': open ? texts.close : closed,
			'aria-expanded': open,
			'aria-busy': busy
		});
		setAttributes(this.#path, { d: open ? CROSS : BUBBLE });
		this.#badge.textContent = badge;
		if (badge) this.element.append(this.#badge);
		else this.#badge.remove();
	}
}

function setAttributes(element: Element, attributes: Record<string, string | boolean>): void {
	for (const name in attributes) element.setAttribute(name, String(attributes[name]));
}
