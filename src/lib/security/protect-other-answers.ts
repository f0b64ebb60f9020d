import { subscribe } from 'node:diagnostics_channel';
import type { ServerResponse } from 'node:http';
import { PLAIN_POLICY } from './content-policy.ts';
import { ANY_ANSWER } from './security-headers.ts';

/**
 * Gives the headers to what is answered without the hooks, too: static files, and what SvelteKit and its
 * adapter answer by themselves (a path with one slash too many, a body that is too long, a method that
 * nobody has). They are set before anybody else writes, so an answer's own ones replace them.
 *
 * For `node build`, whose server is Node's own; a host that runs the app by another one adds them itself.
 * https://nodejs.org/api/diagnostics_channel.html
 */
export function protectOtherAnswers(): void {
	subscribe('http.server.request.start', (message) => {
		const { response } = message as { response: ServerResponse };
		for (const [name, value] of Object.entries(ANY_ANSWER)) response.setHeader(name, value);
		response.setHeader('content-security-policy', PLAIN_POLICY);
	});
}
