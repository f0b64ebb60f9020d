const FOCUSABLE = 'a[href], button, textarea, [tabindex="0"]';

/**
 * Svelte attachment for a dialog: while it covers the whole window it is modal and Tab goes round in
 * it, for what lies behind cannot be seen. Otherwise Tab leaves it as usual. A focus that was on a
 * button which went away with its click stays in the dialog. `oncovers` is told when that changes.
 */
export function holdFocus(node: HTMLElement, oncovers: (covers: boolean) => void): () => void {
	const root = node.getRootNode() as ShadowRoot;
	// As drawn: where the page is zoomed by a style, its own width is another.
	const covers = () => node.getBoundingClientRect().width >= document.documentElement.clientWidth;

	const onKey = (event: KeyboardEvent) => {
		if (event.key !== 'Tab' || !covers()) return;
		const all = [...node.querySelectorAll<HTMLElement>(FOCUSABLE)];
		const [first, last] = [all[0], all.at(-1)];
		const leaving = event.shiftKey ? first : last;
		if (root.activeElement !== leaving && root.activeElement !== node) return;
		event.preventDefault();
		(event.shiftKey ? last : first)?.focus();
	};
	const onClick = () => requestAnimationFrame(() => root.activeElement ?? node.focus());
	const sized = new ResizeObserver(() => {
		const modal = covers();
		node.ariaModal = String(modal);
		oncovers(modal);
	});

	node.addEventListener('keydown', onKey);
	node.addEventListener('click', onClick);
	sized.observe(node);
	return () => {
		node.removeEventListener('keydown', onKey);
		node.removeEventListener('click', onClick);
		sized.disconnect();
	};
}
