/** A form as far as leaving it is concerned. */
export interface ChangeableForm {
	readonly isChanged: boolean;
	discard(): void;
}

/** Forms with changes that are not saved, so that the page can ask before it is left. */
export class UnsavedChanges {
	readonly #forms = new Set<ChangeableForm>();

	get any(): boolean {
		return [...this.#forms].some((form) => form.isChanged);
	}

	/** Adds a form; returns a function that removes it. */
	add(form: ChangeableForm): () => void {
		this.#forms.add(form);
		return () => this.#forms.delete(form);
	}

	discard(): void {
		this.#forms.forEach((form) => form.discard());
	}

	/**
	 * Asks, with `ask`, before a link is followed that leads away from changes, within the root of `element`
	 * and by closing the page. `ask` gets what follows the link.
	 */
	guard(element: Element, ask: (follow: () => void) => void): () => void {
		let isAsked = false;
		const onclick = (event: Event) => {
			const { button, ctrlKey, metaKey, shiftKey, altKey } = event as MouseEvent;
			const isPlain = button === 0 && !ctrlKey && !metaKey && !shiftKey && !altKey;
			const link = event.composedPath().find((part) => part instanceof HTMLAnchorElement);
			if (!link || link.target || link.hasAttribute('download') || !isPlain) return;
			if (isAsked || !this.any) return;
			event.preventDefault();
			event.stopPropagation();
			ask(() => {
				isAsked = true;
				link.click();
				isAsked = false;
			});
		};
		const onbeforeunload = (event: BeforeUnloadEvent) => {
			if (this.any) event.preventDefault();
		};
		const root = element.getRootNode();
		root.addEventListener('click', onclick, true);
		window.addEventListener('beforeunload', onbeforeunload);
		return () => {
			root.removeEventListener('click', onclick, true);
			window.removeEventListener('beforeunload', onbeforeunload);
		};
	}
}
