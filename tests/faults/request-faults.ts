import type { OutgoingHttpHeaders } from 'node:http';
import type { Kind } from './plan.ts';

/** A fault for the next request of its kind. */
export type RequestFault = Extract<Kind, `${'inserts' | 'uploads' | 'files'} ${string}`>;

export interface Answer {
	status: number;
	headers: OutgoingHttpHeaders;
	body: Buffer;
}

/** A request whose body has arrived. */
export interface ReceivedRequest {
	method: string;
	url: string;
	body: Buffer;
}

interface Effect {
	/** Whether the fault concerns a request. */
	hits(request: ReceivedRequest): boolean;
	/** 'before' it is forwarded, or 'after' it had success. */
	when: 'before' | 'after';
	/** What the client gets; 'nothing' leaves it waiting, 'cut' breaks the connection. */
	answer?: Answer | 'nothing' | 'cut';
}

/** Errors as a gateway and Storage respond, including CORS. */
const FAILURE = answer(500, {
	message: 'An invalid response was received from the upstream server'
});
// supabase/storage: status 400, its own in the body.
const REFUSAL = answer(400, {
	...{ statusCode: '403', error: 'Unauthorized' },
	message: 'new row violates row-level security policy'
});

const EFFECTS: Record<RequestFault, Effect> = {
	'inserts refused with 500': { hits: isInsert, when: 'before', answer: FAILURE },
	'inserts answered 500 after commit': { hits: isInsert, when: 'after', answer: FAILURE },
	'inserts never answered after commit': { hits: isInsert, when: 'after', answer: 'nothing' },
	'uploads refused with 500': { hits: isUpload, when: 'before', answer: FAILURE },
	'uploads refused with 403': { hits: isUploadInFull, when: 'before', answer: REFUSAL },
	'uploads answered 500 after they were stored': { hits: isUpload, when: 'after', answer: FAILURE },
	'uploads cut off after they were stored': { hits: isUpload, when: 'after', answer: 'cut' },
	// The client gets the second answer.
	'uploads sent twice': { hits: isUpload, when: 'after' },
	'files removed before their message': { hits: hasFiles, when: 'before' }
};

export function isOfRequest(kind: Kind): kind is RequestFault {
	return Object.hasOwn(EFFECTS, kind);
}

export function effectOf(fault: RequestFault): Effect {
	return EFFECTS[fault];
}

/** Where the files of an insert are in the bucket. */
export function filesOf({ body }: ReceivedRequest): string[] {
	const { attachments } = JSON.parse(String(body)) as { attachments?: { path: string }[] };
	return (attachments ?? []).map(({ path }) => path);
}

function isInsert({ method, url }: ReceivedRequest): boolean {
	return method === 'POST' && url.startsWith('/rest/v1/support_messages');
}

function hasFiles(request: ReceivedRequest): boolean {
	return isInsert(request) && filesOf(request).length > 0;
}

function isUpload({ method, url }: ReceivedRequest): boolean {
	return method === 'POST' && url.startsWith('/storage/v1/object/support-attachments/');
}

/** Not of a preview, without which a picture is sent as a file. */
function isUploadInFull(request: ReceivedRequest): boolean {
	return isUpload(request) && !request.url.endsWith('.preview');
}

function answer(status: number, body: object): Answer {
	return {
		status,
		headers: { 'access-control-allow-origin': '*', 'content-type': 'application/json' },
		body: Buffer.from(JSON.stringify(body))
	};
}
