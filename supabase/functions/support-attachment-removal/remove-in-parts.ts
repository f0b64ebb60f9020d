import { StorageError, type RemoveFiles } from './storage-api.ts';

/** How many files one request to Storage names. */
const MOST_AT_ONCE = 100;
/** After so many refused requests the rest is left to the next attempt. */
const MOST_REFUSALS = 20;
/** No token, too long, too many: errors that a smaller request would meet too. */
const GENERAL = [401, 408, 429];

/**
 * Removes files in several requests. Storage refuses a request as a whole, so that one file that cannot be
 * removed, for example because a trigger of the project keeps it, would keep the others: what is refused is
 * tried again in halves.
 *
 * @param signal ends the attempt
 * @returns the first error; undefined if there was none
 */
export async function removeInParts(
	paths: readonly string[],
	removeFiles: RemoveFiles,
	signal: AbortSignal
): Promise<string | undefined> {
	const parts = split(paths, MOST_AT_ONCE);
	let firstError: string | undefined;
	let refusals = 0;
	for (let part = parts.shift(); part; part = parts.shift()) {
		if (signal.aborted) return firstError ?? 'No time was left in this run.';
		try {
			await removeFiles(part, signal);
		} catch (error) {
			firstError ??= error instanceof Error ? error.message : String(error);
			if (isGeneral(error) || ++refusals === MOST_REFUSALS) return firstError;
			if (part.length > 1) parts.push(...split(part, Math.ceil(part.length / 2)));
		}
	}
	return firstError;
}

function isGeneral(error: unknown): boolean {
	if (!(error instanceof StorageError)) return true;
	return error.status > 500 || GENERAL.includes(error.status);
}

function split<Item>(items: readonly Item[], most: number): Item[][] {
	const count = Math.ceil(items.length / most);
	return Array.from({ length: count }, (_, index) => items.slice(index * most, (index + 1) * most));
}
