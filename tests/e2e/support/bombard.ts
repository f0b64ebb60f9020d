import type { RawCookie } from './hostile-cookies.ts';
import { sendRaw, type RawAnswer, type RawRequest } from './raw-http.ts';
import { startApp, type RunningApp } from './start-app.ts';
import { expect, test as base } from './test.ts';

// Whatever a request contains, the response is not a 500 and carries the security headers, and the app
// keeps running.

const PARALLEL = 8;
/** The app's ORIGIN setting. */
export const ORIGIN = 'http://localhost';

/** `test` with its own app, so that a crash is detected here and affects no other test. */
export const test = base.extend<{ app: RunningApp }>({
	app: async ({}, use) => {
		const app = await startApp({ ORIGIN });
		await use(app);
		expect(app.isAlive()).toBe(true);
		await app.stop();
		expect(app.log()).not.toMatch(/TypeError|RangeError|Unhandled/);
	}
});

/** A request; missing parts get the defaults of `complete`. */
export interface Case extends Partial<RawRequest> {
	name?: string;
	cookies?: readonly RawCookie[];
	/** Overrides the app's own. */
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

/** What is wrong with a response, whatever the request. */
export function faultsOf({ status, headers, isOfParser }: RawAnswer): string[] {
	// Node's parser rejected the request, with an empty response, and closes the connection.
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

/** Sends all cases, `PARALLEL` at a time; returns the faults and a count per status. */
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
