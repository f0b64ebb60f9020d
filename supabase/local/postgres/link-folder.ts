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
 * Makes `target` a folder of the same files as `source`: links to them where both are on one disk,
 * else copies. It keeps them when they are removed or replaced in `source`, as npm does; nothing may
 * write to them in place.
 *
 * Synchronous, because among a thousand files each would wait its turn behind whatever else starts.
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
		// Another disk, or one without links. What stands in the way of both is told by the copy.
		copyFileSync(from, to, constants.COPYFILE_FICLONE);
	}
}
