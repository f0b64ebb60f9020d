import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { AttachmentLimits } from '../../core/files/limits.ts';
import type { PreparedFile } from '../../core/files/outgoing-file.ts';
import { settled } from '../../core/testing/test-support.ts';
import { FileTray } from './file-tray.svelte.ts';

const LIMITS: AttachmentLimits = {
	maxBytes: 10,
	perMessage: 3,
	mimeTypes: ['text/plain', 'image/png']
};

const urls = new Set<string>();

beforeEach(() => {
	let count = 0;
	vi.spyOn(URL, 'createObjectURL').mockImplementation(() => {
		const url = `blob:${++count}`;
		urls.add(url);
		return url;
	});
	vi.spyOn(URL, 'revokeObjectURL').mockImplementation((url) => void urls.delete(url));
});
afterEach(() => {
	vi.restoreAllMocks();
	urls.clear();
});

const text = (name: string, content = 'abc') => new File([content], name, { type: 'text/plain' });

let nextId = 0;
function prepared(file: File): PreparedFile {
	const isPicture = file.type === 'image/png';
	const size = isPicture ? 4 : null;
	return {
		id: `p${++nextId}`,
		name: file.name,
		mimeType: file.type,
		sizeBytes: file.size,
		width: size,
		height: size,
		hasPreview: isPicture,
		blob: file,
		preview: isPicture ? new Blob(['x']) : null
	};
}

function createTray(prepare = async (file: File) => prepared(file)): FileTray {
	return new FileTray({ prepare });
}

const names = (tray: FileTray) => tray.ready.map(({ name }) => name);

test('prepares what is added, and has it ready in the order chosen', async () => {
	const waiting = new Map<string, () => void>();
	const tray = createTray(
		(file) => new Promise((resolve) => waiting.set(file.name, () => resolve(prepared(file))))
	);
	tray.setLimits(LIMITS);
	tray.add([text('a'), text('b')]);
	waiting.get('b')!();
	await settled();
	expect([tray.isBusy, tray.isFilled, names(tray)]).toEqual([true, true, ['b']]);
	waiting.get('a')!();
	await settled();
	expect([tray.isBusy, names(tray)]).toEqual([false, ['a', 'b']]);
});

test('holds what is sent before the files are ready', async () => {
	const tray = createTray();
	const send = vi.fn();
	expect(tray.holds(send)).toBe(false);
	tray.add([text('a')]);
	expect(tray.holds(send)).toBe(true);
	await settled();
	expect(tray.isBusy).toBe(true);
	tray.setLimits(null);
	expect(tray.isBusy).toBe(false);
	tray.release();
	tray.release();
	expect(send).toHaveBeenCalledOnce();
});

test('does not send what the project does not accept, or what cannot be read', async () => {
	const tray = createTray((file) =>
		file.name === 'lost' ? Promise.reject(new Error('gone')) : Promise.resolve(prepared(file))
	);
	tray.add([text('large', 'x'.repeat(11)), text('lost'), text('good')]);
	await settled();
	tray.setLimits(LIMITS);
	expect(tray.files.map((file) => tray.problemOf(file))).toEqual(['too-large', 'lost', null]);
	expect(names(tray)).toEqual(['good']);
	tray.remove(tray.files[2]!.id);
	expect(tray.isFilled).toBe(false);
});

test('takes as many as a message may have, and says so', async () => {
	const tray = createTray();
	tray.setLimits(LIMITS);
	tray.add(['a', 'b', 'c', 'd'].map((name) => text(name)));
	await settled();
	expect([tray.notice, names(tray)]).toEqual(['too-many', ['a', 'b', 'c']]);
	tray.clear();
	tray.setLimits({ ...LIMITS, perMessage: 0 });
	tray.add([text('a')]);
	expect([tray.notice, tray.files.length]).toEqual(['none', 0]);
});

test('takes nothing while a note is written, and keeps the files of the reply', async () => {
	const tray = createTray();
	tray.setLimits(LIMITS);
	tray.add([text('a')]);
	await settled();
	tray.setNote(true);
	tray.add([text('b')]);
	expect([tray.notice, tray.holds(() => {})]).toEqual(['note', false]);
	tray.setNote(false);
	expect([tray.notice, names(tray)]).toEqual([null, ['a']]);
});

test('lets go of each picture that it has shown', async () => {
	const tray = createTray();
	const picture = (name: string) => new File(['x'], name, { type: 'image/png' });
	tray.setLimits(LIMITS);
	tray.add([picture('a'), picture('b')]);
	await settled();
	expect(urls.size).toBe(2);
	tray.remove(tray.files[0]!.id);
	expect(urls.size).toBe(1);
	// Removed while it is prepared.
	tray.add([picture('c')]);
	tray.clear();
	await settled();
	expect(urls.size).toBe(0);
});

test('takes files back in front of the others, once', async () => {
	const tray = createTray();
	tray.setLimits(LIMITS);
	tray.add([text('new')]);
	await settled();
	const back = [prepared(text('old'))];
	tray.putBack(back);
	tray.putBack(back);
	expect(names(tray)).toEqual(['old', 'new']);
});

test('keeps its files, and shows those that were kept before', async () => {
	const tray = createTray();
	tray.setLimits(LIMITS);
	const kept = { take: async () => [prepared(text('old'))], keep: vi.fn() };
	const last = () => kept.keep.mock.lastCall![0].map(({ name }: PreparedFile) => name);
	tray.follow(kept);
	tray.follow(kept);
	await settled();
	expect([names(tray), last()]).toEqual([['old'], ['old']]);
	tray.add([text('new')]);
	await settled();
	// What it has already.
	tray.putBack(kept.keep.mock.lastCall![0]);
	expect(last()).toEqual(['old', 'new']);
	// The chat is replaced by another.
	const other = { take: async () => [], keep: vi.fn() };
	tray.follow(other);
	await settled();
	expect([last(), other.keep.mock.lastCall![0].length]).toEqual([[], 2]);
	// Another chat is shown.
	tray.close();
	expect([names(tray), other.keep.mock.lastCall![0].length]).toEqual([[], 2]);
});
