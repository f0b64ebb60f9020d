import { once } from 'node:events';
import { connect } from 'node:net';

/** A request to send byte by byte, including what HTTP clients would refuse. */
export interface RawRequest {
	method: string;
	/** Path and query, as in the request line. */
	target: string;
	/** Names and values, sent in this order as Latin-1; names may repeat. */
	headers: readonly (readonly [name: string, value: string])[];
	body?: Buffer;
}

export interface RawAnswer {
	status: number;
	/** By lower-case name; repeated ones are joined as in `Headers`. */
	headers: Record<string, string>;
	setCookies: string[];
	body: string;
	/** Whether Node's parser responded before any code of the app ran. */
	isOfParser: boolean;
}

const PATIENCE_MS = 20_000;

/** Sends one request over its own connection. @throws Error when that ends without a response */
export async function sendRaw(address: string, request: RawRequest): Promise<RawAnswer> {
	const { hostname, port } = new URL(address);
	const socket = connect(Number(port), hostname);
	const chunks: Buffer[] = [];
	socket.on('data', (chunk) => chunks.push(chunk));
	// A server may respond and close the connection before it has read the whole request.
	let failure: Error | undefined;
	socket.on('error', (error) => (failure = error));
	socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('No answer')));
	const headers = request.headers.map(([name, value]) => `${name}: ${value}\r\n`).join('');
	const head = `${request.method} ${request.target} HTTP/1.1\r\n${headers}Connection: close\r\n\r\n`;
	socket.write(Buffer.concat([Buffer.from(head, 'latin1'), request.body ?? Buffer.alloc(0)]));
	await once(socket, 'close').catch(() => {});
	const bytes = Buffer.concat(chunks);
	if (bytes.length === 0) throw failure ?? new Error('The connection was closed without an answer');
	return parse(bytes.toString('latin1'));
}

function parse(answer: string): RawAnswer {
	// `100 Continue` is not the final response.
	const text = answer.replace(/^HTTP\/1\.1 1\d\d .*?\r\n\r\n/s, '');
	const end = text.indexOf('\r\n\r\n');
	const [first = '', ...lines] = text.slice(0, end).split('\r\n');
	const headers: Record<string, string> = {};
	const setCookies: string[] = [];
	for (const line of lines) {
		const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
		const key = name.toLowerCase();
		if (key === 'set-cookie') setCookies.push(value);
		else headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
	}
	return {
		status: Number(first.split(' ')[1]),
		headers,
		setCookies,
		body: text.slice(end + 4),
		isOfParser: Object.keys(headers).join() === 'connection'
	};
}
