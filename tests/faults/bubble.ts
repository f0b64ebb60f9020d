import type { Locator } from '@playwright/test';
import { describeFile } from './chosen-file.ts';

/** A message on a screen. */
export interface Bubble {
	/** Its text; of a message of files only, their names, as in the table. */
	text: string;
	/** Its files (`describeFile`); a picture has its size once it is loaded. */
	files: string[];
	/** 'uploading', 'waiting', 'sending' or 'failed' until the message is known to be stored. */
	delivery: string;
}

const SHOWN_FILES = '[data-testid="picture"], [data-testid="file"]';

/** The rendered messages of a conversation, top to bottom. Rejects while the page loads. */
export async function readBubbles(root: Locator): Promise<Bubble[]> {
	// One script finds and reads the bubbles, since they may move between two. Playwright's evaluateAll
	// uses two scripts.
	const read = await root.evaluate(
		(root, files) =>
			[...root.querySelectorAll('[data-testid="message"]')].map((message) => ({
				text: message.querySelector('.bubble .text')?.textContent,
				delivery: message.getAttribute('data-delivery') ?? '',
				files: [...message.querySelectorAll(files)].map((file) => {
					const picture = file.querySelector('img');
					const { naturalWidth = 0, naturalHeight = 0 } = picture?.complete ? picture : {};
					const name = file.querySelector('.text')?.textContent.trim() ?? '';
					return { name, size: { width: naturalWidth, height: naturalHeight } };
				})
			})),
		SHOWN_FILES,
		{ timeout: 500 }
	);
	return read.map(({ text, delivery, files }) => ({
		text: text ?? files.map(({ name }) => name).join(', '),
		files: files.map(({ name, size }) => describeFile(name, size)),
		delivery
	}));
}

/** A message in one string: text and files. */
export function describe({ text, files }: Pick<Bubble, 'text' | 'files'>): string {
	return files.length === 0 ? text : `${text} [${files.join(', ')}]`;
}

export function isUnsent({ delivery }: Bubble): boolean {
	return ['uploading', 'waiting', 'sending', 'failed'].includes(delivery);
}

/** The messages that are known to be stored. */
export function storedOf(bubbles: Bubble[]): Bubble[] {
	return bubbles.filter((bubble) => !isUnsent(bubble));
}
