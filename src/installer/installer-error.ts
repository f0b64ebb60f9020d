/** What stops the installer, in words for whoever runs it. */
export class InstallerError extends Error {
	override name = 'InstallerError';
}

/** The words for a failed file operation; other errors are returned as they are. */
export function inWords(error: unknown): unknown {
	const { code, path } = error as NodeJS.ErrnoException;
	if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') {
		return new InstallerError(
			`${path ?? 'A file'} cannot be written or read: permission denied. Run this as the owner of the folder.`
		);
	}
	if (code === 'ENOSPC') return new InstallerError('The disk is full.');
	return error;
}
