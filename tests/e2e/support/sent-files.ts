import type { Locator, Page } from '@playwright/test';

/** A file as a person has it on their device. */
export interface SentFile {
	name: string;
	mimeType: string;
	buffer: Buffer;
}

/** A PNG picture of that size in px, with something in it that does not compress to nothing. */
export async function pngFile(
	page: Page,
	name: string,
	[width, height]: [number, number] = [1200, 800]
): Promise<SentFile> {
	const base64 = await page.evaluate(
		({ width, height }) => {
			const canvas = document.createElement('canvas');
			canvas.width = width;
			canvas.height = height;
			const context = canvas.getContext('2d')!;
			for (let line = 0; line < height; line += 20) {
				context.fillStyle = `hsl(${line % 360} 60% 60%)`;
				context.fillRect(0, line, (line * 7) % width, 12);
			}
			return canvas.toDataURL('image/png').split(',')[1]!;
		},
		{ width, height }
	);
	return { name, mimeType: 'image/png', buffer: Buffer.from(base64, 'base64') };
}

export function textFile(name: string, content = 'Hello'): SentFile {
	return { name, mimeType: 'text/plain', buffer: Buffer.from(content) };
}

const plain = ({ name, mimeType, buffer }: SentFile) => ({
	name,
	mimeType,
	base64: buffer.toString('base64')
});

/** Pastes files into a field, with a text if the clipboard has one too. Returns whether they were taken. */
export function pasteFiles(field: Locator, files: SentFile[], text = ''): Promise<boolean> {
	return field.evaluate(
		(element, { files, text }) => {
			const data = new DataTransfer();
			for (const { name, mimeType, base64 } of files) {
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				data.items.add(new File([bytes], name, { type: mimeType }));
			}
			if (text) data.setData('text/plain', text);
			const options = { clipboardData: data, bubbles: true, cancelable: true, composed: true };
			return !element.dispatchEvent(new ClipboardEvent('paste', options));
		},
		{ files: files.map(plain), text }
	);
}

/** Drags files over an element, or drops them. Returns whether the browser was kept from what it does by itself. */
export function dragFiles(
	target: Locator,
	type: 'dragover' | 'drop',
	files: SentFile[]
): Promise<boolean> {
	return target.evaluate(
		(element, { files, type }) => {
			const data = new DataTransfer();
			for (const { name, mimeType, base64 } of files) {
				const bytes = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
				data.items.add(new File([bytes], name, { type: mimeType }));
			}
			const options = { dataTransfer: data, bubbles: true, cancelable: true, composed: true };
			return !element.dispatchEvent(new DragEvent(type, options));
		},
		{ files: files.map(plain), type }
	);
}

/** Chooses files with the button of the field. */
export async function chooseFiles(root: Locator, files: SentFile[]): Promise<void> {
	const [chooser] = await Promise.all([
		root.page().waitForEvent('filechooser'),
		root.getByRole('button', { name: 'Attach files' }).click()
	]);
	await chooser.setFiles(files);
}

/** Names of the files of unsent messages, and of those chosen for the next ones, that the browser keeps. */
export function keptFiles(page: Page): Promise<string[]> {
	return page.evaluate(async () => {
		const done = <T>(request: IDBRequest<T>) =>
			new Promise<T>((resolve, reject) => {
				request.onsuccess = () => resolve(request.result);
				request.onerror = () => reject(new Error('The database cannot be read'));
			});
		const names: string[] = [];
		for (const { name } of await indexedDB.databases()) {
			if (!name?.startsWith('support-chat:files:')) continue;
			const database = await done(indexedDB.open(name));
			const table = database.transaction('messages').objectStore('messages');
			const entries = (await done(table.getAll())) as { files: { name: string }[] }[];
			names.push(...entries.flatMap(({ files }) => files.map((file) => file.name)));
			database.close();
		}
		return names;
	});
}
