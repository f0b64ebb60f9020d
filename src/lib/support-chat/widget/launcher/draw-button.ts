import { drawIcon } from '../../conversation/ui/draw-icon.ts';

const CROSS = 'm6 6 12 12M18 6 6 18';
const BUBBLE =
	'M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5L6 20l3.7-1.9c.7.2 1.5.3 2.3.3 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4Z';

/** Creates the round button in the page's corner, and the function that draws its icon. */
export function drawButton(): [HTMLButtonElement, (open: boolean) => void] {
	const button = document.createElement('button');
	const [icon, path] = drawIcon();
	button.type = 'button';
	button.className = 'launcher';
	button.ariaHasPopup = 'dialog';
	button.dataset.testid = 'chat-button';
	button.append(icon);
	return [button, (open) => path.setAttribute('d', open ? CROSS : BUBBLE)];
}
