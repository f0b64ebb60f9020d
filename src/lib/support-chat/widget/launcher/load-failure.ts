import type { LauncherLanguage } from '../../languages/catalogue.ts';

/** The alert beside the button when the chat's code could not be loaded. */
export class LoadFailure {
	readonly #element = document.createElement('div');
	readonly #reload = document.createElement('button');

	constructor() {
		this.#element.className = 'load-failed';
		this.#element.role = 'alert';
		this.#reload.onclick = () => location.reload();
	}

	show({ texts }: LauncherLanguage, button: HTMLElement): void {
		this.#element.textContent = texts.loadFailed;
		this.#reload.textContent = texts.reload;
		this.#element.append(this.#reload);
		button.before(this.#element);
	}

	hide(): void {
		this.#element.remove();
	}
}
