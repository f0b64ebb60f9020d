/** The focused element in the tree of `node`, its document or shadow root; null when it is elsewhere. */
export function focusedBeside(node: Node): Element | null {
	// A removed node's root is no document.
	return (node.getRootNode() as Partial<DocumentOrShadowRoot>).activeElement ?? null;
}

/** The element that an event began at, which shadow roots hide from listeners outside. */
export function originOf(event: Event): Element | null {
	const [origin] = event.composedPath();
	return origin instanceof Element ? origin : null;
}
