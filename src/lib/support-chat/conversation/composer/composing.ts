/** The parts of a keyboard event that reveal an input method. */
export type ComposingPress = Pick<KeyboardEvent, 'isComposing' | 'keyCode'>;

/**
 * Whether an input method handles the key: Enter accepts its suggestion, Escape dismisses it. Safari
 * ends the composition before the keydown that caused it, which has the key code 229.
 */
export function isComposing({ isComposing: composing, keyCode }: ComposingPress): boolean {
	return composing || keyCode === 229;
}
