import type { AttachmentLimits } from './limits.ts';

/** An address that may be opened without a token until it ends. */
export interface SignedAddress {
	url: string;
	/** Milliseconds since 1970 by the server's clock. */
	expiresAt: number;
}

/**
 * 'ready'    may be read;
 * 'checking' the host has not allowed it yet;
 * 'refused'  the host does not allow it;
 * 'gone'     it has been removed.
 */
export type AttachmentState = 'ready' | 'checking' | 'refused' | 'gone';

export interface UploadOptions {
	/** Aborts the upload, which then rejects. */
	signal: AbortSignal;
	/** Called with the number of bytes sent so far. */
	onProgress(sent: number): void;
}

/** One side's access to files in Storage. Each promise rejects with a `ChatError`. */
export interface AttachmentPort {
	/** What the project accepts. */
	limits(signal: AbortSignal): Promise<AttachmentLimits>;
	/** Stores a file with its own type. Resolves also when the object is there already from an earlier try. */
	upload(path: string, file: Blob, options: UploadOptions): Promise<void>;
	/** Addresses by path, for some minutes or for `seconds`; a path that may not be read (yet) is absent. */
	sign(
		paths: readonly string[],
		signal: AbortSignal,
		seconds?: number
	): Promise<Map<string, SignedAddress>>;
	/** States by path; a path that the caller may not ask about is absent. */
	states(paths: readonly string[], signal: AbortSignal): Promise<Map<string, AttachmentState>>;
}
