import { expect, type APIResponse, type Response } from '@playwright/test';
import { environment } from '../../fixtures/environment.ts';

export const CSP = 'content-security-policy';

/** Expects the headers of every response of the app. */
export function expectHeaders(response: Response | APIResponse): void {
	const headers = response.headers();
	expect(headers).toMatchObject({
		'x-content-type-options': 'nosniff',
		'x-frame-options': 'DENY',
		'cross-origin-opener-policy': 'same-origin',
		'permissions-policy': expect.stringContaining('camera=()'),
		'referrer-policy': expect.stringMatching(/^(same-origin|no-referrer)$/)
	});
	expect(headers[CSP]).toContain("default-src 'none'");
	expect(headers[CSP]).toContain("frame-ancestors 'none'");
	expect(headers[CSP]).not.toContain('unsafe-');
	// HSTS is for TLS only.
	expect(headers).not.toHaveProperty('strict-transport-security');
}

/** Expects the content policy of the app's pages. */
export function expectPagePolicy(response: Response): void {
	const directives = response.headers()[CSP]!.split('; ');
	const { origin, host } = new URL(environment.url);
	const socket = `${origin.startsWith('https') ? 'wss' : 'ws'}://${host}`;
	expect(directives).toContain(`connect-src 'self' ${origin} ${socket}`);
	expect(directives).toContainEqual(expect.stringMatching(/^script-src 'self' 'nonce-[\w+/]+=*'$/));
	expect(directives).toContain("style-src 'self'");
	expect(directives).toContain("form-action 'self'");
	expect(directives).toContain("base-uri 'none'");
	expect(directives).toContain("object-src 'none'");
}
