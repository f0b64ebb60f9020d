import { createHash } from 'node:crypto';

/** The SHA-256 of a text in hex. Line endings do not count: they depend on how a project is checked out. */
export function checksum(text: string): string {
	return createHash('sha256').update(text.replaceAll('\r\n', '\n')).digest('hex');
}
