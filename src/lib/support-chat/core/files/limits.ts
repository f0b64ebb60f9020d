/** What files the project accepts, from its settings. */
export interface AttachmentLimits {
	maxBytes: number;
	/** Most files of a message; 0 when none are accepted. */
	perMessage: number;
	/** Accepted types; `image/*` stands for all images. */
	mimeTypes: readonly string[];
}

/** Why a file cannot be sent. */
export type FileProblem = 'empty' | 'too-large' | 'wrong-type';

/** Why a file cannot be sent; null when it can. The server checks it again. */
export function fileProblem(
	{ sizeBytes, mimeType }: { sizeBytes: number; mimeType: string },
	{ maxBytes, mimeTypes }: AttachmentLimits
): FileProblem | null {
	if (!mimeTypes.some((accepted) => isOfType(mimeType, accepted))) return 'wrong-type';
	if (sizeBytes === 0) return 'empty';
	return sizeBytes > maxBytes ? 'too-large' : null;
}

/** Whether a type, with or without parameters, is what a pattern of the bucket's accepts. */
function isOfType(mimeType: string, accepted: string): boolean {
	const [type = ''] = mimeType.toLowerCase().split(';');
	if (accepted === '*/*') return true;
	if (accepted.endsWith('/*')) return type.startsWith(accepted.slice(0, -1));
	return type.trim() === accepted;
}
