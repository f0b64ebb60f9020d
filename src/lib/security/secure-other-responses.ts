import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { PLAIN_POLICY } from './content-policy.ts';
import { ANY_RESPONSE } from './security-headers.ts';

/**
 * Adds the security headers to responses that bypass the hooks: static files, and what SvelteKit and its
 * adapter respond themselves (a trailing slash, a body that is too long, an unknown method). They are set
 * before anything else, so a response's own headers replace them.
 *
 * For `node build`, which uses Node's HTTP server; a host on another server must add them itself.
 * https://nodejs.org/api/diagnostics_channel.html
 */
export function secureOtherResponses(): void {
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { response: ServerResponse };
		for (const [name, value] of Object.entries(ANY_RESPONSE)) response.setHeader(name, value);
		response.setHeader('content-security-policy', PLAIN_POLICY);
	});
}
