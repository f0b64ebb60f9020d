/** What a brand's colours have to be legible on, in each scheme: as in tokens.css. */
const SCHEMES = [
	// Links stand on the surface, the muted surface and a received message: the one of least contrast.
	{ surface: '#ffffff', received: '#e4e6ea', away: '#000000' },
	{ surface: '#16171d', received: '#2e313a', away: '#ffffff' }
];

/** What WCAG 2.2 asks of text (1.4.3) and of the edge of a control (1.4.11) at level AA. */
const TEXT = 4.5;
const EDGE = 3;

/**
 * The widget's colours for an owner's one: the button in the light and in the dark scheme, the text on both, and links
 * in either scheme. Five times `#rrggbb`, or none for anything else than a colour. Whatever the colour, all are
 * legible: it is darkened or lightened as far as that takes.
 */
export function brandColors(color: string | null | undefined): string[] {
	if (!color || !/^#[\da-f]{6}$/i.test(color)) return [];
	// White where it comes close: a darker brand looks more like itself than one with black text.
	const isWhite = contrast(color, '#ffffff') >= EDGE;
	// What is too light for white text is light enough for black, under the pointer too, where tokens.css darkens it.
	const readable = isWhite ? legible(color, '#ffffff', '#000000', TEXT) : color;
	return [
		...SCHEMES.map(({ surface, away }) => legible(readable, surface, away, EDGE)),
		isWhite ? '#ffffff' : '#000000',
		...SCHEMES.map(({ received, away }) => legible(color, received, away, TEXT))
	];
}

/** The colour, moved towards `away` until it contrasts with what it stands on. */
function legible(color: string, ground: string, away: string, wanted: number): string {
	for (let part = 0; part < 1; part += 0.02) {
		const moved = mix(color, away, part);
		if (contrast(moved, ground) >= wanted) return moved;
	}
	return away;
}

/** `part` of the one colour and the rest of the other. */
function mix(color: string, other: string, part: number): string {
	const others = channels(other);
	const mixed = channels(color).map((value, index) =>
		Math.round(value + (others[index]! - value) * part)
	);
	return '#' + mixed.map((value) => value.toString(16).padStart(2, '0')).join('');
}

/** Contrast ratio as in WCAG 2.2, from 1 to 21. */
export function contrast(one: string, other: string): number {
	const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b);
	return (lighter! + 0.05) / (darker! + 0.05);
}

function luminance(color: string): number {
	const [red, green, blue] = channels(color).map((value) => {
		const part = value / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function channels(color: string): number[] {
	return [1, 3, 5].map((at) => parseInt(color.slice(at, at + 2), 16));
}
