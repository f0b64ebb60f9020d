import { isComposing } from '../../conversation/composer/composing.ts';
import { addStyles } from '../../conversation/shadow.ts';
import { drawIcon } from '../../conversation/ui/draw-icon.ts';
import styles from './frame.css?inline';
import { keepKeys } from './keep-keys.ts';

const CHEVRON = 'm6 9.5 6 6 6-6';

addStyles(styles, 'frame');

export interface FrameOptions {
	/** The name of the support team. */
	title: string;
	/** Label of the button that closes it. */
	close: string;
	onclose(): void;
}

/** The chat's dialog, drawn without Svelte: it is there at once, and what fills it follows. */
export interface Frame {
	readonly element: HTMLElement;
	/** Id of what names the dialog. */
	readonly titleId: string;
	/** Where the field is mounted. */
	readonly end: Node;
	/** Where the panel's content is mounted: outside of the page, so that its layout holds up nobody. */
	readonly middle: Node;
	show(open: boolean): void;
	/** Puts the panel's content in place of what stands in for it. */
	fill(): void;
	/** Call it when the frame is in its shadow root; returns a cleanup function. */
	listen(): () => void;
}

/** Draws the closed frame. */
export function drawFrame({ title, close, onclose }: FrameOptions): Frame {
	const element = document.createElement('div');
	const [middle, end] = [document.createComment(''), document.createComment('')];
	const content = document.createDocumentFragment();
	const head = drawHead(title, close, onclose);
	const room = document.createElement('div');
	const titleId = 'chat-title';
	head.firstElementChild!.id = titleId;
	room.className = 'frame-room';
	element.role = 'dialog';
	element.tabIndex = -1;
	element.dataset.testid = 'chat-panel';
	element.setAttribute('aria-labelledby', titleId);
	content.append(middle);
	element.append(head, room, end);

	const show = (open: boolean) => {
		element.className = open ? 'panel open' : 'panel';
		element.inert = !open;
	};
	const fill = () => {
		const { activeElement } = element.getRootNode() as ShadowRoot;
		const hadFocus = head.contains(activeElement);
		head.remove();
		room.replaceWith(content);
		// The button that takes its place.
		if (hadFocus)
			element.querySelector<HTMLElement>(`[aria-label="${CSS.escape(close)}"]`)?.focus();
	};
	// At the root, after what is in the panel: a sheet closes at Escape before the panel does.
	const onKey = (event: Event) => {
		const { key } = event as KeyboardEvent;
		if (key !== 'Escape' || isComposing(event as KeyboardEvent)) return;
		if (element.contains(event.target as Node)) onclose();
	};
	const listen = () => {
		const root = element.getRootNode();
		const stopKeeping = keepKeys(root);
		root.addEventListener('keydown', onKey);
		return () => {
			stopKeeping();
			root.removeEventListener('keydown', onKey);
		};
	};
	show(false);
	return { element, titleId, middle, end, show, fill, listen };
}

function drawHead(title: string, label: string, onclose: () => void): HTMLElement {
	const head = document.createElement('div');
	const name = document.createElement('span');
	const close = document.createElement('button');
	const [icon, path] = drawIcon();
	head.className = 'frame-head';
	name.textContent = title;
	close.type = 'button';
	close.ariaLabel = label;
	close.onclick = onclose;
	path.setAttribute('d', CHEVRON);
	close.append(icon);
	head.append(name, close);
	return head;
}
