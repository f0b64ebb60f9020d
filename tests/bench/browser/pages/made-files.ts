import { MemoryFileStore } from '../../../../src/lib/support-chat/core/testing/fake-files.ts';
import type {
	AttachmentPort,
	SignedAddress
} from '../../../../src/lib/support-chat/core/files/attachment-port.ts';
import type { AttachmentLimits } from '../../../../src/lib/support-chat/core/files/limits.ts';
import { Uploads } from '../../../../src/lib/support-chat/core/sending/uploads.ts';
import type { UploadParts } from '../../../../src/lib/support-chat/core/sending/writing.ts';
import type { ConversationOptions } from '../../../../src/lib/support-chat/core/conversation-options.ts';

const TEN_MINUTES_MS = 600_000;
const WIDTH = 640;
const HEIGHT = 400;

/** Previews without Storage: each path has an address of its own, as a browser would load it. */
class MadeFiles implements AttachmentPort {
	readonly #picture = drawPreview();

	limits(): Promise<AttachmentLimits> {
		return Promise.reject(new Error('This chat sends nothing.'));
	}

	upload(): Promise<void> {
		return Promise.reject(new Error('This chat sends nothing.'));
	}

	async sign(paths: readonly string[]): Promise<Map<string, SignedAddress>> {
		const picture = await this.#picture;
		const expiresAt = Date.now() + TEN_MINUTES_MS;
		return new Map(
			paths.map((path) => [path, { url: URL.createObjectURL(picture), expiresAt }] as const)
		);
	}

	async states() {
		return new Map();
	}
}

/** What shows the files of a conversation with these options. */
export async function madeUploads(
	{ userId, clock, storage, environment }: ConversationOptions,
	parts: UploadParts
): Promise<Uploads> {
	return new Uploads({
		...{ ...parts, userId, clock, storage, environment },
		port: new MadeFiles(),
		store: new MemoryFileStore()
	});
}

/** A JPEG picture of a preview's size. */
async function drawPreview(): Promise<Blob> {
	const canvas = new OffscreenCanvas(WIDTH, HEIGHT);
	const context = canvas.getContext('2d')!;
	for (let line = 0; line < HEIGHT; line += 4) {
		context.fillStyle = `hsl(${(line * 7) % 360} 60% 60%)`;
		context.fillRect((line * 13) % WIDTH, line, WIDTH / 2, 3);
	}
	return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
}
