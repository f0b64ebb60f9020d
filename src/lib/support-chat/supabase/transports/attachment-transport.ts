import type {
	AttachmentPort,
	AttachmentState,
	SignedAddress,
	UploadOptions
} from '../../core/files/attachment-port.ts';
import type { AttachmentLimits } from '../../core/files/limits.ts';
import { noteTimeOf, serverNow } from '../../core/server-clock.ts';
import { noteAnswer } from '../../core/sync/reachability.ts';
import type { ChatClient } from '../chat-client.ts';
import { dataOf } from '../errors.ts';
import { currentStorageToken } from '../session/storage-token.ts';
import { isThere, refusesToken, toStorageError, type StorageAnswer } from '../storage-errors.ts';
import { sendFile } from './send-file.ts';

/** The bucket of the chat's files. */
export const BUCKET = 'support-attachments';

/** How long a signed address works: for the time in which a list of pictures loads, not to be passed on. */
const SIGNED_S = 600;
/** Most paths of one request. */
const BATCH = 100;

export interface AttachmentTransportOptions {
	/** Bound to the page's user. */
	client: ChatClient;
	userId: string;
}

/** Files in Supabase Storage, as the page's user. Every promise rejects with a `ChatError`. */
export class SupabaseAttachmentTransport implements AttachmentPort {
	readonly #client: ChatClient;
	readonly #userId: string;

	constructor({ client, userId }: AttachmentTransportOptions) {
		this.#client = client;
		this.#userId = userId;
	}

	async limits(signal: AbortSignal): Promise<AttachmentLimits> {
		const result = await this.#call('support_attachment_limits', {}, signal);
		const limits = result as { max_bytes: number; per_message: number; mime_types: string[] };
		return {
			maxBytes: limits.max_bytes,
			perMessage: limits.per_message,
			mimeTypes: limits.mime_types
		};
	}

	async upload(path: string, file: Blob, options: UploadOptions): Promise<void> {
		const answer = await this.#asUser((headers) =>
			sendFile({ ...options, file, headers, url: this.#url(`object/${BUCKET}/${path}`) })
		);
		if (answer.status >= 400 && !isThere(answer)) throw toStorageError(answer);
	}

	async sign(
		paths: readonly string[],
		signal: AbortSignal,
		seconds = SIGNED_S
	): Promise<Map<string, SignedAddress>> {
		const batches = Array.from({ length: Math.ceil(paths.length / BATCH) }, (_, index) =>
			this.#signBatch(paths.slice(index * BATCH, (index + 1) * BATCH), signal, seconds)
		);
		return new Map((await Promise.all(batches)).flat());
	}

	async states(
		paths: readonly string[],
		signal: AbortSignal
	): Promise<Map<string, AttachmentState>> {
		const rows = await this.#call('support_attachment_states', { paths }, signal);
		const states = rows as { path: string; state: AttachmentState }[];
		return new Map(states.map(({ path, state }) => [path, state]));
	}

	async #signBatch(
		paths: readonly string[],
		signal: AbortSignal,
		seconds: number
	): Promise<[string, SignedAddress][]> {
		const body = JSON.stringify({ expiresIn: seconds, paths });
		const expiresAt = serverNow() + seconds * 1000;
		const answer = await this.#asUser((headers) =>
			this.#post(`object/sign/${BUCKET}`, {
				headers: { ...headers, 'Content-Type': 'application/json' },
				body,
				signal
			})
		);
		if (answer.status >= 400) throw toStorageError(answer);
		const signed = JSON.parse(answer.body) as { path: string; signedURL: string | null }[];
		return signed.flatMap(({ path, signedURL }): [string, SignedAddress][] =>
			signedURL ? [[path, { url: this.#url(signedURL.slice(1)), expiresAt }]] : []
		);
	}

	async #post(path: string, init: RequestInit): Promise<StorageAnswer> {
		const sentAt = performance.now();
		const response = await fetch(this.#url(path), { ...init, method: 'POST' });
		noteTimeOf(response);
		noteAnswer(sentAt);
		return { status: response.status, body: await response.text() };
	}

	/** Sends a request with the user's token, and once more with a renewed one if it has expired. */
	async #asUser(
		send: (headers: Record<string, string>) => Promise<StorageAnswer>
	): Promise<StorageAnswer> {
		const sendWith = (token: string) =>
			send({ Authorization: `Bearer ${token}`, apikey: this.#client.project!.publishableKey });
		const token = await currentStorageToken(this.#client, this.#userId);
		const answer = await sendWith(token.value);
		if (!refusesToken(answer) || !token.refuse()) return answer;
		return sendWith((await currentStorageToken(this.#client, this.#userId)).value);
	}

	#url(path: string): string {
		return `${this.#client.project!.url.replace(/\/$/, '')}/storage/v1/${path}`;
	}

	/** Calls a function of the database. */
	async #call(name: string, args: object, signal: AbortSignal): Promise<unknown> {
		// The generated types of these functions are wider than what they return.
		const rpc = this.#client.rpc.bind(this.#client) as unknown as (
			name: string,
			args: object
		) => ReturnType<ChatClient['rpc']>;
		return dataOf(await rpc(name, args).abortSignal(signal));
	}
}
