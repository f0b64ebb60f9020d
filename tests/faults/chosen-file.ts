import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { pngFile, textFile, type SentFile } from '../e2e/support/sent-files.ts';

export type FileKind = 'picture' | 'text';

/** A file as a person chose it. */
export interface ChosenFile extends SentFile {
	/** Of a picture, in px: no other picture has it, and re-encoding keeps it. */
	size: { width: number; height: number } | null;
}

const MOST_BYTES = 30_000;
const SMALLEST_SIDE = 64;
const WIDTHS = 200;

let pictures = 0;

/** Makes a file whose content no other file has. */
export async function makeFile(page: Page, kind: FileKind, name: string): Promise<ChosenFile> {
	if (kind === 'text') {
		const text = randomBytes(1 + Math.floor(Math.random() * MOST_BYTES)).toString('base64');
		return { ...textFile(`${name}.txt`, text), size: null };
	}
	const number = pictures++;
	const width = SMALLEST_SIDE + (number % WIDTHS);
	const height = SMALLEST_SIDE + Math.floor(number / WIDTHS);
	const size = { width, height };
	return { ...(await pngFile(page, `${name}.png`, [width, height])), size };
}

/** How a message's file is described, chosen, stored or shown. */
export function describeFile(
	name: string,
	size: { width: number | null; height: number | null } | null
): string {
	return size?.width ? `${name} ${size.width}x${size.height}` : name;
}
