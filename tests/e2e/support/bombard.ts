import type { RawCookie } from './hostile-cookies.ts';
import { sendRaw, type RawAnswer, type RawRequest } from './raw-http.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { expect, test as base } from './test.ts';

// Whatever a request holds, in whichever part: the answer is no 500, it carries the headers that tell
// browsers what not to do, and the app lives on.

const PARALLEL = 8;
/** Of the app that is bombarded. */
export const ORIGIN = 'http://localhost';

/** With an app of its own: one that died is seen here and takes no other test with it. */
export const test = base.extend<{ app: RunningApp }>({
	app: async ({}, use) => {
		const app = await startApp({ ORIGIN });
		await use(app);
		expect(app.isAlive()).toBe(true);
		await app.stop();
		expect(app.log()).not.toMatch(/TypeError|RangeError|Unhandled/);
	}
});

/** A request, with what is usual left out. */
export interface Case extends Partial<RawRequest> {
	name?: string;
	cookies?: readonly RawCookie[];
	/** In the place of the app's own. */
	host?: string;
}

/** The whole request of a case. */
export function complete({ cookies = [], host = 'localhost', ...rest }: Case): RawRequest {
	const { method = 'GET', target = '/', headers = [], body } = rest;
	const cookie = cookies.map(([name, value]) => `${name}=${value}`).join('; ');
	return {
		method,
		target,
		...(body ? { body } : {}),
		headers: [
			['Host', host],
			...(cookie ? [['Cookie', cookie] as const] : []),
			...(body ? [['Content-Length', String(body.length)] as const] : []),
			...headers
		]
	};
}

/** What is wrong with an answer, whatever was asked. */
export function faultsOf({ status, headers, isOfParser }: RawAnswer): string[] {
	// Of Node's own, before a request has become one: it says nothing and closes the connection.
	if (isOfParser) return status < 500 ? [] : [`${status} by Node`];
	const wanted: Record<string, RegExp> = {
		'x-content-type-options': /^nosniff$/,
		'x-frame-options': /^DENY$/,
		'referrer-policy': /^(same-origin|no-referrer)$/,
		'cross-origin-opener-policy': /^same-origin$/,
		'cross-origin-resource-policy': /^same-origin$/,
		'permissions-policy': /camera=\(\)/,
		'content-security-policy': /default-src 'none'.*frame-ancestors 'none'/
	};
	return [
		...(status < 500 ? [] : [`status ${status}`]),
		...Object.entries(wanted)
			.filter(([name, value]) => !value.test(headers[name] ?? ''))
			.map(([name]) => `${status} without ${name}`)
	];
}

/** Sends all, some at a time, and says what was wrong with which. */
export async function bombard(app: RunningApp, cases: readonly Case[]) {
	const wrong: string[] = [];
	const statuses: Record<string, number> = {};
	const waiting = cases.toReversed();
	const worker = async () => {
		for (let next = waiting.pop(); next; next = waiting.pop()) {
			const request = complete(next);
			const answer = await sendRaw(app.address, request).catch((error: Error) => error);
			const faults = answer instanceof Error ? [answer.message] : faultsOf(answer);
			if (!(answer instanceof Error)) {
				statuses[answer.status] = (statuses[answer.status] ?? 0) + 1;
			}
			if (faults.length > 0) wrong.push(`${describe(next, request)} → ${faults.join(', ')}`);
		}
	};
	await Promise.all(Array.from({ length: PARALLEL }, worker));
	return { wrong, statuses };
}

function describe({ name }: Case, { method, target, headers, body }: RawRequest): string {
	const text = headers.map(([header, value]) => `${header}: ${value.slice(0, 60)}`).join(' | ');
	return `${name ?? ''} ${method} ${target.slice(0, 100)} [${text}] ${body?.toString('latin1', 0, 60) ?? ''}`;
}
