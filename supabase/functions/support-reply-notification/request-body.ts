import { z } from 'zod';
import { BodyError, readJson } from '../_shared/support-chat/read-json.ts';

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

/** Reads and validates the body. @throws BodyError */
export async function readBody(request: Request): Promise<Wanted> {
	const body = requestBody.safeParse(await readJson(request));
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
