/**
 * Replaces a range of a field's text as if the new text were typed: the field is focused, the caret ends
 * up behind the text, an input event is fired, and Ctrl+Z undoes it.
 */
export function replaceText(
	field: HTMLTextAreaElement,
	{ from, to }: { from: number; to: number },
	text: string
): void {
	field.focus({ preventScroll: true });
	field.setSelectionRange(from, to);
	// Deprecated, but nothing else that a page can do to a text field is undoable.
	if (field.ownerDocument.execCommand('insertText', false, text)) return;
	field.setRangeText(text, from, to, 'end');
	field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertText' }));
}
