/** Colours of the button to the chat, each `#rrggbb`. */
export interface ButtonColors {
	background: string;
	text: string;
	/** The border: distinct where the background is close to the card's colour. */
	edge: string;
	/** The same in dark mode. */
	darkEdge: string;
}

const FALLBACK = '#4338ca';
const BLACK = '#000000';
const WHITE = '#ffffff';
export const CARD = '#ffffff';
export const DARK_CARD = '#181a21';
/** Below this contrast a shape does not stand out from its background. */
const LEAST_CONTRAST = 1.4;

/** Button colours for the app's accent colour; a default replaces anything but `#rrggbb`. */
export function buttonColors(accent: string | null | undefined): ButtonColors {
	const background = /^#[0-9a-f]{6}$/i.test(accent ?? '') ? accent! : FALLBACK;
	const isLight = contrast(background, BLACK) > contrast(background, WHITE);
	const edgeOn = (card: string, line: string) =>
		contrast(background, card) < LEAST_CONTRAST ? line : background;
	return {
		background,
		text: isLight ? BLACK : WHITE,
		edge: edgeOn(CARD, '#b9bdc9'),
		darkEdge: edgeOn(DARK_CARD, '#5a5f6e')
	};
}

/** Contrast ratio of two `#rrggbb` colours, from 1 to 21 (WCAG 2.2). */
export function contrast(one: string, other: string): number {
	const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter + 0.05) / (darker + 0.05);
}

/** Relative luminance, from 0 to 1 (WCAG 2.2). */
function luminance(color: string): number {
	const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
		const share = parseInt(color.slice(start, start + 2), 16) / 255;
		return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
