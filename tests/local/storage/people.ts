import { createHmac, randomUUID } from 'node:crypto';
import { JWT_SECRET } from '../../../supabase/local/keys.ts';

/** A signed-in person: an id, and a token for it. */
export interface Person {
	id: string;
	token: string;
}

export function newPerson(): Person {
	const id = randomUUID();
	return { id, token: signToken({ sub: id, role: 'authenticated' }) };
}

/** A signed token. `expiresIn` is in seconds. */
export function signToken(
	claims: Record<string, unknown>,
	{ expiresIn = 3_600, secret = JWT_SECRET, alg = 'HS256' } = {}
): string {
	const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
	const iat = Math.floor(Date.now() / 1_000);
	const body = `${encode({ alg, typ: 'JWT' })}.${encode({ iat, exp: iat + expiresIn, ...claims })}`;
	return `${body}.${createHmac(alg.replace('HS', 'sha'), secret).update(body).digest('base64url')}`;
}
