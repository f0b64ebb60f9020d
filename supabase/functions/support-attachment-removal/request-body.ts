import { z } from 'zod';
import { BodyError, readJson } from '../_shared/support-chat/read-json.ts';

const requestBody = z.strictObject({
	batch_id: z.uuid(),
	claim: z.string().regex(/^[0-9a-f]{64}$/i)
});

/** A batch of files claimed by the database, and the token that permits one attempt to remove them. */
export type Claim = z.infer<typeof requestBody>;

/** Reads and validates the body. @throws BodyError */
export async function readBody(request: Request): Promise<Claim> {
	const body = requestBody.safeParse(await readJson(request));
	if (!body.success) throw new BodyError(400, 'The body must be {"batch_id", "claim"}.');
	return body.data;
}
