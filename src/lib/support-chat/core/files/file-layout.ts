import type { Attachment, Picture } from './attachment.ts';

/** A file of a message, stored or on its way. */
export type ShownFile = Pick<Attachment, 'name' | 'mimeType' | 'sizeBytes' | 'width' | 'height'>;

/** The height of each of several pictures, two in a row, in px. */
export const CELL = 118;

const MAX_WIDTH = 240;
const MAX_HEIGHT = 280;
const MIN_SIDE = 72;

/**
 * The box of a message's only picture, in px, which does not depend on the window. A very long or wide one is
 * cut by it.
 */
export function pictureBox({ width, height }: Pick<Picture, 'width' | 'height'>) {
	const scale = Math.min(1, MAX_WIDTH / width, MAX_HEIGHT / height);
	const side = (length: number) => Math.max(MIN_SIDE, Math.round(length * scale));
	return { width: side(width), height: side(height) };
}
