import { Uploads } from '../../core/sending/uploads.ts';
import type { UploadParts } from '../../core/sending/writing.ts';
import type { ChatClient } from '../../supabase/chat-client.ts';
import { SupabaseAttachmentTransport } from '../../supabase/transports/attachment-transport.ts';
import { browserClock, browserEnvironment, browserStore } from '../browser/browser-ports.ts';
import { fileStore } from './indexed-db-store.ts';

export interface StartUploadsOptions extends UploadParts {
	/** Bound to the page's user. */
	client: ChatClient;
	userId: string;
}

/** What uploads the files of a conversation in this browser. Loaded with the first file. */
export function startUploads(options: StartUploadsOptions): Uploads {
	return new Uploads({
		...options,
		port: new SupabaseAttachmentTransport(options),
		store: fileStore(options.userId),
		clock: browserClock,
		storage: browserStore,
		environment: browserEnvironment
	});
}
