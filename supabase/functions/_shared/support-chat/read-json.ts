const MOST_BYTES = 64 * 1024;

/** The body is malformed or too large. */
export class BodyError extends Error {
	readonly status: 400 | 413;

	constructor(status: 400 | 413, message: string) {
		super(message);
		this.status = status;
	}
}

/**
 * Reads the body as JSON, and at most 64 KiB of it, because it is untrusted.
 *
 * @returns undefined if it is not JSON
 * @throws BodyError when it is too large
 */
export async function readJson(request: Request): Promise<unknown> {
	const text = await readText(request);
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}

async function readText(request: Request): Promise<string> {
	const decoder = new TextDecoder();
	let text = '';
	let size = 0;
	for await (const chunk of request.body ?? []) {
		size += chunk.byteLength;
		if (size > MOST_BYTES) throw new BodyError(413, 'The body is too large.');
		text += decoder.decode(chunk, { stream: true });
	}
	return text + decoder.decode();
}
