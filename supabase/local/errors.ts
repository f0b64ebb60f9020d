/**
 * A failure that the person at the terminal can mend. `main.ts` and `dev.ts` print its message as
 * one line, without a stack.
 */
export class StackError extends Error {
	override readonly name = 'StackError';
}

/** Turns a full disk and the like into a `StackError`; any other failure is returned as it is. */
export function explainFileError(error: unknown, path: string): unknown {
	const code = (error as NodeJS.ErrnoException | null)?.code;
	if (code === 'ENOSPC') return new StackError(`No space left on the disk that holds ${path}.`);
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return new StackError(`No permission to write to ${path}.`);
	}
	return error;
}
