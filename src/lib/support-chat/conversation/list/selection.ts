import { codeAt } from '../../core/text/code-at.ts';

/** Shadow roots have `getSelection` in Chromium only. */
type TreeRoot = Node & { getSelection?(): Selection | null };

/** The selection in an element's tree; null for none. */
export function selectedRange(element: Element): Range | null {
	const root: TreeRoot = element.getRootNode();
	// Firefox's selection reaches into shadow trees, Safari's has `getComposedRanges`.
	const selection = (root.getSelection?.() ?? document.getSelection()) as Selection | null;
	if (!selection?.rangeCount) return null;
	const shadowRoots = root instanceof ShadowRoot ? [root] : [];
	const composed = !root.getSelection && selection.getComposedRanges?.({ shadowRoots })[0];
	const { startContainer, startOffset, endContainer, endOffset } =
		composed || selection.getRangeAt(0);
	const range = document.createRange();
	range.setStart(startContainer, startOffset);
	range.setEnd(endContainer, endOffset);
	return range;
}

/** After a double click: selects the whole of a code such as PB-10482, where browsers stop at a hyphen. */
export function selectCode(element: Element): void {
	const range = selectedRange(element);
	const node = range?.startContainer;
	if (!(node instanceof Text)) return;
	const end = range!.endContainer === node ? range!.endOffset : node.length;
	const code = codeAt(node.data, range!.startOffset, end);
	const root: TreeRoot = element.getRootNode();
	const selection = root.getSelection?.() ?? document.getSelection();
	if (code) selection?.setBaseAndExtent(node, code[0], node, code[1]);
}
