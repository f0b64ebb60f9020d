/**
 * Sends one of pg_net's requests with `fetch`, and reports the result as pg_net does.
 * Differences from libcurl: header names are in lower case; the time of a timeout is not split into DNS,
 * handshake and transfer; a GET with a body (only possible by writing the queue) and the ports that
 * browsers block fail.
 */

/** A row of net.http_request_queue. */
export interface HttpRequest {
	id: string;
	/** GET, POST or DELETE. */
	method: string;
	url: string;
	/** Time limit in milliseconds, including the body; 0 means none. */
	timeout: number;
	/** Pairs of name and value; empty for SQL null. */
	headers: [name: string, value: string][];
	body: Buffer | null;
}

/** A row of net._http_response: either status, headers and content, or an error. */
export interface HttpResponse {
	status?: number;
	headers?: Record<string, string>;
	/** The raw bytes up to the first zero byte, in any encoding. Undefined when empty. */
	content?: Buffer;
	timedOut: boolean;
	error?: string;
}

const USER_AGENT = 'pg_net/0.20.4';

/** libcurl's messages for the error codes of `fetch`. */
const ERRORS: Record<string, string> = {
	ECONNREFUSED: 'Could not connect to server',
	EHOSTUNREACH: 'Could not connect to server',
	ENETUNREACH: 'Could not connect to server',
	ENOTFOUND: 'Could not resolve hostname',
	EAI_AGAIN: 'Could not resolve hostname',
	ECONNRESET: 'Failure when receiving data from the peer',
	UND_ERR_SOCKET: 'Server returned nothing (no headers, no data)'
};

/**
 * Sends the request once, follows redirects and reads the whole response. Never rejects: a failure is a
 * response with `error`.
 *
 * @param ending aborts when the worker must stop
 */
export async function send(request: HttpRequest, ending: AbortSignal): Promise<HttpResponse> {
	const started = performance.now();
	const limit = request.timeout > 0 ? AbortSignal.timeout(request.timeout) : undefined;
	try {
		const response = await fetch(request.url, {
			method: request.method,
			headers: [...request.headers, ...defaultHeaders(request.headers)],
			body: request.body && new Uint8Array(request.body),
			signal: limit ? AbortSignal.any([limit, ending]) : ending
		});
		const bytes = Buffer.from(await response.arrayBuffer());
		// pg_net stores a C string, which ends at a zero byte.
		const end = bytes.indexOf(0);
		const content = end < 0 ? bytes : bytes.subarray(0, end);
		return {
			status: response.status,
			headers: Object.fromEntries(response.headers),
			...(content.length > 0 ? { content } : {}),
			timedOut: false
		};
	} catch (error) {
		if (!limit?.aborted) return { timedOut: false, error: describeError(error) };
		return { timedOut: true, error: describeTimeout(request.timeout, performance.now() - started) };
	}
}

/** The headers that libcurl and pg_net add, and those that keep `fetch` from adding its own. */
function defaultHeaders(given: [string, string][]): [string, string][] {
	const names = new Set(given.map(([name]) => name.toLowerCase()));
	const defaults: [string, string][] = [
		['user-agent', USER_AGENT],
		['accept', '*/*'],
		['accept-encoding', 'identity']
	];
	return defaults.filter(([name]) => !names.has(name));
}

function describeTimeout(timeout: number, total: number): string {
	const time = total.toFixed(6);
	return (
		`Timeout of ${timeout} ms reached. Total time: ${time} ms (DNS time: 0.000000 ms, ` +
		`TCP/SSL handshake time: 0.000000 ms, HTTP Request/Response time: ${time} ms)`
	);
}

function describeError(error: unknown): string {
	const { message, cause } = error as Error & { cause?: Error & { code?: string } };
	return ERRORS[cause?.code ?? ''] ?? cause?.message ?? message;
}
