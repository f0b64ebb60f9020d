const FOCUSABLE = 'a[href], button, textarea, [tabindex="0"]';

/**
 * Svelte attachment: while the element covers the whole window, Tab goes round in it, for what
 * lies behind cannot be seen. Otherwise Tab leaves it as usual.
 */
export function holdFocus(node: HTMLElement): () => void {
	const onKey = (event: KeyboardEvent) => {
		if (event.key !== 'Tab' || node.offsetWidth < document.documentElement.clientWidth) return;
		const all = [...node.querySelectorAll<HTMLElement>(FOCUSABLE)];
		const [first, last] = [all[0], all.at(-1)];
		const leaving = event.shiftKey ? first : last;
		if ((node.getRootNode() as ShadowRoot).activeElement !== leaving) return;
		event.preventDefault();
		(event.shiftKey ? last : first)?.focus();
	};
	node.addEventListener('keydown', onKey);
	return () => node.removeEventListener('keydown', onKey);
}
