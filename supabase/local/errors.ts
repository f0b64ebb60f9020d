/**
 * A failure that the person at the terminal can fix. `main.ts` and `dev.ts` print its message without a
 * stack trace.
 */
export class StackError extends Error {
	override readonly name = 'StackError';
}

/** Turns a full disk or a missing permission into a `StackError`; returns any other failure unchanged. */
export function explainFileError(error: unknown, path: string): unknown {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	if (code === 'ENOSPC') return new StackError(`No space left on the disk that holds ${path}.`);
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return new StackError(`No permission to write to ${path}.`);
	}
	return error;
}
