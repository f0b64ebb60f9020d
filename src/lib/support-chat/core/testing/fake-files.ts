// For tests: files, a browser's store of them, and Storage.
import { ChatError } from '../chat-error.ts';
import type {
	AttachmentPort,
	AttachmentState,
	SignedAddress,
	UploadOptions
} from '../files/attachment-port.ts';
import type { FileStore } from '../files/file-store.ts';
import type { AttachmentLimits } from '../files/limits.ts';
import type { PreparedFile } from '../files/outgoing-file.ts';

/** A text file, or a picture with a preview when it has a width. */
export function preparedFile(id: string, facts: Partial<PreparedFile> = {}): PreparedFile {
	const blob = new Blob(['0123456789'], { type: facts.width ? 'image/png' : 'text/plain' });
	const preview = facts.width ? new Blob(['01'], { type: 'image/jpeg' }) : null;
	return {
		...{ id, name: `${id}.txt`, mimeType: blob.type, sizeBytes: blob.size },
		...{ width: null, height: null, hasPreview: preview !== null, blob, preview },
		...facts
	};
}

/** A store that never forgets by itself; the tabs of one browser share it. */
export class MemoryFileStore implements FileStore {
	readonly entries = new Map<string, readonly PreparedFile[]>();

	async save(messageId: string, files: readonly PreparedFile[]): Promise<void> {
		this.entries.set(messageId, files);
	}

	async load(messageId: string): Promise<readonly PreparedFile[]> {
		return this.entries.get(messageId) ?? [];
	}

	async remove(messageId: string): Promise<void> {
		this.entries.delete(messageId);
	}

	async sweep(isUnsent: (messageId: string) => boolean): Promise<void> {
		for (const id of this.entries.keys()) if (!isUnsent(id)) this.entries.delete(id);
	}
}

/** How an upload fails: with an error, by standing still, or with a lost answer after it took effect. */
export type UploadFault = ChatError | 'no-answer' | 'answer-lost';

/** Storage over a network that can be made to fail. Uploads end when `finish` is called, or at once. */
export class FakeStorage implements AttachmentPort {
	readonly objects = new Set<string>();
	/** Paths of all uploads that were begun, in order. */
	readonly begun: string[] = [];
	readonly faults: UploadFault[] = [];
	/** While true, uploads wait for `finish`. */
	holds = false;
	/** The uploads under way, by path. */
	readonly underWay = new Map<string, UploadOptions & { finish(): void }>();

	async limits(): Promise<AttachmentLimits> {
		return { maxBytes: 100, perMessage: 5, mimeTypes: ['text/plain', 'image/*'] };
	}

	async upload(path: string, _: Blob, options: UploadOptions): Promise<void> {
		this.begun.push(path);
		const fault = this.faults.shift();
		if (fault instanceof ChatError) throw fault;
		if (fault === 'no-answer') return new Promise(() => {});
		if (this.holds) {
			await new Promise<void>((finish) => this.underWay.set(path, { ...options, finish }));
			this.underWay.delete(path);
		}
		this.objects.add(path);
		if (fault) throw new ChatError('reset', { code: 'network' });
	}

	async sign(paths: readonly string[]): Promise<Map<string, SignedAddress>> {
		const found = paths.filter((path) => this.objects.has(path));
		return new Map(found.map((path) => [path, { url: `https://files/${path}`, expiresAt: 0 }]));
	}

	async states(paths: readonly string[]): Promise<Map<string, AttachmentState>> {
		return new Map(paths.map((path) => [path, this.objects.has(path) ? 'ready' : 'gone']));
	}
}
