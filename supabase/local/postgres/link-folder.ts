import {
	chmodSync,
	constants,
	copyFileSync,
	linkSync,
	mkdirSync,
	readdirSync,
	readlinkSync,
	statSync,
	symlinkSync
} from 'node:fs';
import { join } from 'node:path';

/**
 * Copies a folder with hard links where both are on one disk, else with real copies. Files removed or
 * replaced in `source`, as npm does, stay in `target`; nothing may write to them in place.
 *
 * Synchronous, because each of a thousand asynchronous calls would wait behind other work at the start.
 */
export function linkFolder(source: string, target: string): void {
	mkdirSync(target);
	chmodSync(target, statSync(source).mode);
	for (const entry of readdirSync(source, { withFileTypes: true })) {
		const from = join(source, entry.name);
		const to = join(target, entry.name);
		if (entry.isDirectory()) linkFolder(from, to);
		else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(from), to);
		else linkOrCopy(from, to);
	}
}

function linkOrCopy(from: string, to: string): void {
	try {
		linkSync(from, to);
	} catch {
		// Another disk, or one without hard links. The copy throws any error that affects both.
		copyFileSync(from, to, constants.COPYFILE_FICLONE);
	}
}
