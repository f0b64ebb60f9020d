/**
 * The selected part of a message as it was written; '' for none. Formatted text keeps its marks when it
 * is selected with text beside it or as the whole message; alone, or in part, it is copied as shown.
 */
export function selectedText(message: Element, range: Range): string {
	const selected = clip(message, range);
	const isAll = selected === message.textContent;
	const written = (node: Node): string => {
		const text = clip(node, range);
		if (!text || !(node instanceof HTMLElement)) return text;
		const inner = [...node.childNodes].map(written).join('');
		const { open = '', close = '' } = node.dataset;
		const whole = text === node.textContent;
		if (whole && (isAll || text !== selected)) return open + inner + close;
		// A code block is on lines of its own.
		const begins = text !== selected && node.textContent.startsWith(text);
		const ends = text !== selected && node.textContent.endsWith(text);
		return (begins ? lineBreak(open) : '') + inner + (ends ? lineBreak(close) : '');
	};
	return written(message);
}

/** The selected part of a node's text. */
function clip(node: Node, range: Range): string {
	if (!range.intersectsNode(node)) return '';
	const part = document.createRange();
	part.selectNodeContents(node);
	if (part.compareBoundaryPoints(Range.START_TO_START, range) < 0) {
		part.setStart(range.startContainer, range.startOffset);
	}
	if (part.compareBoundaryPoints(Range.END_TO_END, range) > 0) {
		part.setEnd(range.endContainer, range.endOffset);
	}
	return part.toString();
}

const lineBreak = (marks: string): string => (marks.includes('\n') ? '\n' : '');
