import { ChatError } from '../core/chat-error.ts';

/** An answer of Storage; its body is JSON, or a proxy's text. */
export interface StorageAnswer {
	status: number;
	body: string;
}

/**
 * The fields of an error of Storage that are read here. Most errors come with HTTP status 400 and their own
 * status in the body (supabase/storage, src/http/error-handler.ts).
 */
interface StorageErrorBody {
	statusCode?: string;
	error?: string;
	message?: string;
}

/** Whether an upload was refused because the object exists. */
export function isThere(answer: StorageAnswer): boolean {
	const { status, error } = read(answer);
	return status === 409 && error === 'Duplicate';
}

/** Whether Storage, or a gateway in front of it, has refused the token as such and not what was asked. */
export function refusesToken(answer: StorageAnswer): boolean {
	const { status, message } = read(answer);
	if (status === 401) return true;
	return status === 403 && /\b(jwt|jws|jwk\w*|exp|token|signature)\b/i.test(message);
}

/** An error of Storage as a `ChatError`; see `fileFailure` for the codes that are about files. */
export function toStorageError(answer: StorageAnswer): ChatError {
	const { error, message } = read(answer);
	const { code, status } = meaning(answer);
	return new ChatError(message || error || 'Storage refused the request', {
		code,
		status,
		cause: answer.body
	});
}

function meaning(answer: StorageAnswer): { code: string; status: number } {
	const { status, error, message } = read(answer);
	if (status === 413) return { code: 'too_large', status };
	if (status === 415) return { code: 'wrong_type', status };
	// 402: the project's plan; 507: the disk of a self-hosted one. Neither goes away by trying again.
	if (
		[402, 507].includes(status) ||
		/quota|payment|storage.*(full|exceeded)/i.test(`${error} ${message}`)
	) {
		return { code: 'storage_full', status: 402 };
	}
	if (refusesToken(answer)) return { code: 'unauthorized', status: 401 };
	// Locked, or another transaction was first: later it works.
	if (status === 423 || status === 409) return { code: error, status: 503 };
	return { code: error || String(status), status };
}

function read({ status, body }: StorageAnswer): { status: number; error: string; message: string } {
	let parsed: StorageErrorBody | null = null;
	try {
		parsed = JSON.parse(body) as StorageErrorBody | null;
	} catch {
		// Not from Storage.
	}
	const { statusCode, error = '', message = '' } = parsed ?? {};
	return { status: status >= 400 ? Number(statusCode) || status : status, error, message };
}
