/**
 * The platform's own responses in place of a function's.
 * Source of statuses, codes and texts: supabase/cli, template of `functions serve`.
 */
import type { Refusal } from './authorize.ts';

/** No such function. */
export function notFound(): Response {
	return new Response('Function not found', {
		status: 404,
		headers: { 'content-type': 'text/plain' }
	});
}

/** `verify_jwt` refused the request. */
export function unauthorized({ code, message }: Refusal): Response {
	return Response.json(
		{ code, message, msg: message },
		{
			status: 401,
			headers: { 'sb-error-code': code, 'access-control-expose-headers': 'sb-error-code' }
		}
	);
}

/** The function's module failed to load or never started to serve. */
export function bootError(): Response {
	return problem(503, 'BOOT_ERROR', 'Worker failed to boot (please check logs)');
}

/** The function's process ended without a response. */
export function workerError(): Response {
	return problem(500, 'WORKER_ERROR', 'Function exited due to an error (please check logs)');
}

/** The function exceeded its time limit. */
export function workerLimit(): Response {
	return problem(
		546,
		'WORKER_LIMIT',
		'Worker failed to respond due to a resource limit (please check logs)'
	);
}

function problem(status: number, code: string, message: string): Response {
	return Response.json({ code, message }, { status });
}
