/** What of a keyboard event tells of an input method. */
export type ComposingPress = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/**
 * The key is the input method's: Enter takes its suggestion, Escape drops it. Safari ends the
 * composition before it tells of the key that did so, and says 229 instead.
 */
export function isComposing({ isComposing: composing, keyCode }: ComposingPress): boolean {
	return composing || keyCode === 229;
}
