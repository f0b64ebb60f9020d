import { expect, test, vi } from 'vitest';
import { settled } from '../../core/testing/test-support.ts';
import { FileIntake } from './file-intake.svelte.ts';
import type { FileParts, FilePartsModule } from '../file-parts.ts';

const file = (name: string) => new File(['abc'], name);

function setup(isOff = false) {
	const tray = { add: vi.fn(), setOver: vi.fn(), holds: vi.fn(() => false) };
	const { promise, resolve, reject } = Promise.withResolvers<FilePartsModule>();
	const createFileParts = async () => ({ tray }) as unknown as FileParts;
	const load = vi.fn(() => promise);
	const intake = new FileIntake(load, {
		conversation: () => null,
		isOff: () => isOff,
		reader: null!
	});
	const chat = new EventTarget();
	const stop = intake.attach(chat as HTMLElement);
	const fire = (type: string, data: object) => {
		const event = new Event(type, { cancelable: true });
		chat.dispatchEvent(Object.assign(event, data));
		return event.defaultPrevented;
	};
	return { intake, tray, load, fire, stop, arrive: () => resolve({ createFileParts }), reject };
}

const pasted = (files: File[], text = '') => ({ clipboardData: { files, getData: () => text } });
const dragged = (files: File[], types = ['Files']) => ({ dataTransfer: { files, types } });

test('loads what shows files with the first of them', async () => {
	const { tray, load, fire, arrive } = setup();
	expect(fire('paste', pasted([], 'text'))).toBe(false);
	expect(fire('dragover', dragged([], ['text/plain']))).toBe(false);
	expect(load).not.toHaveBeenCalled();
	const [a, b] = [file('a'), file('b')];
	expect(fire('dragover', dragged([]))).toBe(true);
	expect(fire('drop', dragged([a]))).toBe(true);
	expect(fire('paste', pasted([b]))).toBe(true);
	expect(load).toHaveBeenCalledOnce();
	arrive();
	await settled();
	expect(tray.add.mock.calls.flat(2)).toEqual([a, b]);
});

test('takes no picture of a pasted text, but a copied file', async () => {
	const { tray, fire, arrive } = setup();
	arrive();
	const picture = file('image.png');
	expect(fire('paste', pasted([picture], '1\t2'))).toBe(false);
	expect(fire('paste', pasted([picture], 'image.png'))).toBe(true);
	await settled();
	expect(tray.add.mock.calls).toEqual([[[picture]]]);
});

test('holds what is sent until files are in the tray', async () => {
	const { intake, tray, arrive } = setup();
	const send = vi.fn();
	expect(intake.holds(send)).toBe(false);
	intake.add([file('a')]);
	expect(intake.holds(send)).toBe(true);
	expect(send).not.toHaveBeenCalled();
	arrive();
	await settled();
	expect(tray.add).toHaveBeenCalledBefore(send);
	expect(send).toHaveBeenCalledOnce();
	expect(intake.holds(send)).toBe(false);
	expect(tray.holds).toHaveBeenCalledWith(send);
});

test('sends without files that cannot be shown', async () => {
	const { intake, reject } = setup();
	const send = vi.fn();
	intake.add([file('a')]);
	intake.holds(send);
	reject(new Error('offline'));
	await settled();
	expect(intake.parts).toBeNull();
	expect(send).toHaveBeenCalledOnce();
});

test('hears nothing of a chat that is gone', () => {
	const { fire, stop, load } = setup();
	stop();
	expect(fire('drop', dragged([file('a')]))).toBe(false);
	expect(load).not.toHaveBeenCalled();
});

test('takes none where messages have no files, and keeps the page', () => {
	const { fire, load } = setup(true);
	for (const type of ['dragover', 'drop']) expect(fire(type, dragged([file('a')]))).toBe(true);
	expect(fire('paste', pasted([file('a')]))).toBe(false);
	expect(load).not.toHaveBeenCalled();
});
