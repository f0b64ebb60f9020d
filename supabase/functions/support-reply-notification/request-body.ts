import { z } from 'zod';

const MOST_BYTES = 64 * 1024;
const MOST_NOTIFICATIONS = 100;

const notification = z.strictObject({
	notification_id: z.uuid(),
	claim: z.string().regex(/^[0-9a-f]{64}$/i)
});
const batch = z.strictObject({
	batch_id: z.uuid(),
	notifications: z.array(notification).min(1).max(MOST_NOTIFICATIONS)
});
const requestBody = z.union([notification, batch]);

/** A notification claimed by the database, and the token that permits one attempt at it. */
export interface Claim {
	id: string;
	claim: string;
}

/** The request: one e-mail, or a batch with its own id. */
export interface Wanted {
	claims: [Claim, ...Claim[]];
	batchId: string | undefined;
}

/** The body is malformed or too large. */
export class BodyError extends Error {
	readonly status: 400 | 413;

	constructor(status: 400 | 413, message: string) {
		super(message);
		this.status = status;
	}
}

/** Reads and validates the body, and at most 64 KiB of it, because it is untrusted. @throws BodyError */
export async function readBody(request: Request): Promise<Wanted> {
	const body = requestBody.safeParse(parse(await readText(request)));
	if (!body.success) {
		throw new BodyError(
			400,
			'The body must be {"notification_id", "claim"} or {"batch_id", "notifications": [these]}.'
		);
	}
	const notifications = 'batch_id' in body.data ? body.data.notifications : [body.data];
	const claims = notifications.map(({ notification_id: id, claim }) => ({ id, claim }));
	return {
		claims: claims as Wanted['claims'],
		batchId: 'batch_id' in body.data ? body.data.batch_id : undefined
	};
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

function parse(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return undefined;
	}
}
