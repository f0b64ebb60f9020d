import type { Attachment, Picture } from './attachment.ts';

/** A file of a message, stored or on its way. */
export type ShownFile = Pick<Attachment, 'name' | 'mimeType' | 'sizeBytes' | 'width' | 'height'>;

/** Lengths in px. They do not depend on the window: a list must know the height of what it loads later. */
export const PICTURES_WIDTH = 240;
export const CELL = 118;
export const CARD_HEIGHT = 56;
export const GAP = 4;

const MAX_HEIGHT = 280;
const MIN_SIDE = 72;

/** The box of a message's only picture, in px. A very long or wide one is cut by it. */
export function pictureBox({ width, height }: Pick<Picture, 'width' | 'height'>) {
	const scale = Math.min(1, PICTURES_WIDTH / width, MAX_HEIGHT / height);
	const side = (length: number) => Math.max(MIN_SIDE, Math.round(length * scale));
	return { width: side(width), height: side(height) };
}

/** The height of a message's files in px: its pictures, two in a row, above the cards of the others. */
export function filesHeight(files: readonly ShownFile[]): number {
	const pictures = files.filter(({ width }) => width) as Picture[];
	const [first] = pictures;
	const rows = Math.ceil(pictures.length / 2) * (CELL + GAP);
	const shown = pictures.length === 1 ? pictureBox(first!).height + GAP : rows;
	return shown + (files.length - pictures.length) * (CARD_HEIGHT + GAP) - GAP;
}
