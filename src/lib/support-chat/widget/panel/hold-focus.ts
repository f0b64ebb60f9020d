const FOCUSABLE = 'a[href], button, textarea, [tabindex="0"]';

/**
 * Traps focus in a dialog while it covers the whole window and is modal; otherwise Tab leaves it as
 * usual. Keeps the focus in the dialog when a clicked button disappears. Calls `oncovers` on each
 * resize with whether the dialog covers the window. Returns a cleanup function.
 */
export function holdFocus(node: HTMLElement, oncovers: (covers: boolean) => void): () => void {
	const root = node.getRootNode() as ShadowRoot;
	// The width on screen, which differs from its own under CSS zoom.
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
