import type { LauncherLanguage } from '../../languages/widget-catalogue.ts';

/** Makes the element an alert that the chat's code could not be loaded, and returns it. */
export function drawFailure(element: HTMLElement, { texts }: LauncherLanguage): HTMLElement {
	const button = document.createElement('button');
	button.textContent = texts.reload;
	button.onclick = () => location.reload();
	element.className = 'load-failed';
	element.role = 'alert';
	element.replaceChildren(texts.loadFailed, button);
	return element;
}
