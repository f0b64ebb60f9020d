const CROSS = 'm6 6 12 12M18 6 6 18';
const BUBBLE =
	'M12 4c-4.7 0-8.5 3.2-8.5 7.2 0 2.2 1.2 4.2 3 5.5L6 20l3.7-1.9c.7.2 1.5.3 2.3.3 4.7 0 8.5-3.2 8.5-7.2S16.7 4 12 4Z';
const SVG = 'http://www.w3.org/2000/svg';

/** Creates the round button in the page's corner, and the function that draws its icon. */
export function drawButton(): [HTMLButtonElement, (open: boolean) => void] {
	const button = document.createElement('button');
	const icon = document.createElementNS(SVG, 'svg');
	const path = document.createElementNS(SVG, 'path');
	button.type = 'button';
	button.className = 'launcher';
	button.ariaHasPopup = 'dialog';
	button.dataset.testid = 'chat-button';
	icon.setAttribute('viewBox', '0 0 24 24');
	icon.ariaHidden = 'true';
	icon.append(path);
	button.append(icon);
	return [button, (open) => path.setAttribute('d', open ? CROSS : BUBBLE)];
}
